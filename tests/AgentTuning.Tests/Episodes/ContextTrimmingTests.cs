using AgentTuning.Conversations;
using AgentTuning.Episodes;

namespace AgentTuning.Tests.Episodes;

public sealed class ContextTrimmingTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcdefg", 1)]
    [InlineData("abcdefgh", 2)]
    [InlineData("two words", 2)]
    [InlineData("two\nwords", 2)]
    [InlineData("two\twords", 3)]
    [InlineData("1234", 4)]
    [InlineData("it's", 3)]
    [InlineData("überlegt", 2)]
    [InlineData("日本", 1)]
    public void Words_cost_one_per_seven_letters_and_other_characters_one_each(string text, int segments)
    {
        Assert.Equal(segments, ContextTrimming.CountSegments(text));
    }

    [Fact]
    public void A_conversation_below_the_budget_stays_whole()
    {
        Turn[] turns = [Turn.User("12"), Turn.Assistant("34"), Turn.User("567")];

        var (kept, omitted) = ContextTrimming.Trim(turns, budget: 8);

        Assert.Equal(turns, kept);
        Assert.Equal(0, omitted);
    }

    [Fact]
    public void A_sum_that_reaches_the_budget_leaves_turns_out_and_the_kept_part_begins_with_the_agent()
    {
        Turn[] turns = [Turn.User("12"), Turn.Assistant("34"), Turn.User("5"), Turn.Assistant("6"), Turn.User("7")];

        var (kept, omitted) = ContextTrimming.Trim(turns, budget: 7);

        Assert.Equal(["12\n\n[NOTICE] 2 messages are omitted.", "6", "7"], kept.Select(turn => turn.Text));
        Assert.Equal(2, omitted);
    }

    [Fact]
    public void A_last_turn_above_the_budget_leaves_only_the_first()
    {
        Turn[] turns = [Turn.User("12"), Turn.Assistant("34"), Turn.User("56789")];

        var (kept, omitted) = ContextTrimming.Trim(turns, budget: 7);

        Assert.Equal(["12\n\n[NOTICE] 2 messages are omitted."], kept.Select(turn => turn.Text));
        Assert.Equal(2, omitted);
    }
}
