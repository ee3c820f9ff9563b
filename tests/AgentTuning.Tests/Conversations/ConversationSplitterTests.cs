using AgentTuning.Conversations;
using AgentTuning.Tests.Tokenization;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Conversations;

public sealed class ConversationSplitterTests
{
    static readonly Turn System = Turn.System("Be honest.");

    [Fact]
    public void Turns_of_one_context_are_one_conversation()
    {
        var parts = ConversationSplitter.Split("t#0", "database", [System, Turn.User("a"), Turn.Assistant("b")]);

        var only = Assert.Single(parts);
        Assert.Equal("t#0", only.Id);
        Assert.Equal("database", only.Source);
        Assert.Equal([System, Turn.User("a"), Turn.Assistant("b")], only.Turns);
    }

    [Fact]
    public void Each_fresh_start_is_a_conversation_led_by_the_system_turn()
    {
        var fresh = Turn.User("c") with { StartsAfresh = true };

        var parts = ConversationSplitter.Split("t#0", null, [System, Turn.User("a"), Turn.Assistant("b"), fresh, Turn.Assistant("d"), fresh, Turn.Assistant("e")]);

        Assert.Equal(["t#0@0", "t#0@1", "t#0@2"], parts.Select(part => part.Id));
        Assert.Equal([System, Turn.User("a"), Turn.Assistant("b")], parts[0].Turns);
        Assert.Equal([System, fresh, Turn.Assistant("d")], parts[1].Turns);
        Assert.Equal([System, fresh, Turn.Assistant("e")], parts[2].Turns);
    }

    [Fact]
    public void The_first_context_may_be_marked_as_a_fresh_start()
    {
        var fresh = Turn.User("a") with { StartsAfresh = true };

        Assert.Equal([System, fresh], Assert.Single(ConversationSplitter.Split("t", null, [System, fresh])).Turns);
        Assert.Equal([fresh], Assert.Single(ConversationSplitter.Split("t", null, [fresh])).Turns);
    }

    [Fact]
    public void A_fresh_start_may_bring_its_own_system_turn()
    {
        var other = Turn.System("Be brief.") with { StartsAfresh = true };

        var parts = ConversationSplitter.Split("t", null, [System, Turn.User("a"), other, Turn.User("b")]);

        Assert.Equal([other, Turn.User("b")], parts[1].Turns);
    }

    [Fact]
    public void No_turns_are_no_conversations()
    {
        Assert.Empty(ConversationSplitter.Split("t", null, []));
    }

    [Fact]
    public void Every_part_can_be_rendered()
    {
        var fresh = Turn.User("c") with { StartsAfresh = true };
        var template = new Llama2ChatTemplate(TinyTokenizer.Instance);

        var parts = ConversationSplitter.Split("t", null, [System, Turn.User("a"), Turn.Assistant("b"), fresh, Turn.Assistant("d")]);

        Assert.Equal([" d </s>"], SupervisedSpans.Of(template.Render(parts[1]), TinyTokenizer.Instance));
    }
}
