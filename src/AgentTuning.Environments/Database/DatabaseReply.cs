namespace AgentTuning.Environments.Database;

/// <summary>What the grammar finds in a reply. Read by hand in one pass, so that hostile text costs no more than its length.</summary>
/// <param name="Action">The text after the first <c>Action: </c> up to the end of its line; null without a line end after it.</param>
/// <param name="Sql">The first SQL block, its line ends made spaces; null without one.</param>
/// <param name="FinalAnswer">What follows the first <c>Final Answer:</c> that begins a line other than the first; null without one.</param>
public sealed record DatabaseReply(string? Action, string? Sql, string? FinalAnswer)
{
    /// <summary>The action that runs SQL.</summary>
    public const string Operation = "Operation";

    const string ActionMark = "Action: ";
    const string BlockStart = "```sql\n";
    const string BlockEnd = "\n```";
    const string AnswerMark = "\nFinal Answer:";

    /// <summary>Reads a reply with the three patterns of the original.</summary>
    public static DatabaseReply Parse(string text) => new(FindAction(text), FindSql(text), FindAnswer(text));

    // Action: (.*?)\n
    static string? FindAction(string text)
    {
        var start = text.IndexOf(ActionMark, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += ActionMark.Length;
        var end = text.IndexOf('\n', start);
        return end < 0 ? null : text[start..end];
    }

    // ```sql\n([\s\S]*?)\n```
    static string? FindSql(string text)
    {
        var start = text.IndexOf(BlockStart, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += BlockStart.Length;
        var end = text.IndexOf(BlockEnd, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end].Trim().Replace('\n', ' ');
    }

    // \nFinal Answer:(.*)
    static string? FindAnswer(string text)
    {
        var start = text.IndexOf(AnswerMark, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += AnswerMark.Length;
        var end = text.IndexOf('\n', start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
