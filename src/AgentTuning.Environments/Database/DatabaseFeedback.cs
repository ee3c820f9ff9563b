namespace AgentTuning.Environments.Database;

/// <summary>Prints results for the agent, cut as the original cuts them.</summary>
static class DatabaseFeedback
{
    // Python counts code points.
    const int MaxCharacters = 800;
    const string CutMark = "[TRUNCATED]";

    public static string Print(SqlResult result) => Cut(result.ToString());

    static string Cut(string text)
    {
        if (text.Length <= MaxCharacters)
            return text;
        var at = 0;
        for (var count = 0; count < MaxCharacters && at < text.Length; count++)
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return at >= text.Length ? text : text[..at] + CutMark;
    }
}
