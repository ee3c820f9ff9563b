using AgentTuning.Conversations;
using AgentTuning.Datasets;

namespace AgentTuning.Tests.Datasets;

public sealed class ConversationCleanUpTests
{
    // One letter a turn: s, u, a for the speakers, a dot after it for an empty one.
    [Theory]
    [InlineData("ua", "ua", "")]
    [InlineData("aua", "ua", "leading-replies=1")]
    [InlineData("saaua", "sua", "leading-replies=2")]
    [InlineData("uau", "ua", "turns-after-last-reply=1")]
    [InlineData("uau.a", "ua", "empty-turns=1 turns-cut=1")]
    [InlineData("uauua", "ua", "turns-after-last-reply=1 turns-cut=2")]
    [InlineData("u", null, "conversations-without-reply=1 turns-after-last-reply=1")]
    [InlineData("", null, "conversations-without-reply=1")]
    [InlineData("aa", null, "conversations-without-reply=1 leading-replies=2")]
    public void A_conversation_from_the_wild_is_made_to_alternate_and_every_change_is_counted(string turns, string? expected, string counts)
    {
        var cleanUp = new ConversationCleanUp(new CleanUpOptions());

        var cleaned = cleanUp.Clean(Make(turns));

        Assert.Equal(expected, cleaned is null ? null : string.Concat(cleaned.Turns.Select(Letter)));
        Assert.Equal(counts, string.Join(' ', cleanUp.Counts.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData(Alternation.Cut, "x")]
    [InlineData(Alternation.Merge, "x|x\n\nx|x")]
    [InlineData(Alternation.Drop, null)]
    [InlineData(Alternation.Keep, "x|x|x|x")]
    public void Speaking_twice_in_a_row_is_dealt_with_as_asked(Alternation alternation, string? texts)
    {
        var cleaned = new ConversationCleanUp(new CleanUpOptions { Alternation = alternation }).Clean(Make("uaau") with
        {
            Turns = [Turn.User("x"), Turn.Assistant("x"), Turn.Assistant("x"), Turn.User("x"), Turn.Assistant("x")],
        });

        // Cut keeps what comes before; the others go on to the last reply.
        Assert.Equal(texts is "x" ? "x|x" : texts is null ? null : $"{texts}|x", cleaned is null ? null : string.Join('|', cleaned.Turns.Select(turn => turn.Text)));
    }

    static Conversation Make(string turns) => new()
    {
        Id = "a",
        Turns = [.. turns.Where(letter => letter != '.').Select((letter, i) => TurnOf(letter, IsEmpty(turns, i)))],
    };

    static bool IsEmpty(string turns, int index)
    {
        var at = turns.Select((letter, i) => (letter, i)).Where(pair => pair.letter != '.').ElementAt(index).i;
        return at + 1 < turns.Length && turns[at + 1] == '.';
    }

    static Turn TurnOf(char letter, bool isEmpty) => letter switch
    {
        's' => Turn.System("x"),
        'u' => Turn.User(isEmpty ? " " : "x"),
        _ => Turn.Assistant("x"),
    };

    static char Letter(Turn turn) => char.ToLowerInvariant(turn.Role.ToString()[0]);
}
