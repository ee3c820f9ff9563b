namespace AgentTuning.Environments.OperatingSystem;

/// <summary>A reply of the agent, read as the original reads it.</summary>
/// <param name="Action">What is done: the last line after <c>Act:</c> that names an action decides.</param>
/// <param name="Content">The code, or the answer; null where there is none.</param>
readonly record struct OperatingSystemReply(OperatingSystemAction Action, string? Content)
{
    const string ActMark = "Act:";
    const string BlockStart = "```bash\n";
    const string BlockEnd = "\n```";

    /// <summary>Reads a reply in time that grows with its length only.</summary>
    public static OperatingSystemReply Parse(string text)
    {
        foreach (var action in Enumerable.Reverse(Acts(text)))
        {
            if (action.StartsWith("bash", StringComparison.OrdinalIgnoreCase))
                return new OperatingSystemReply(OperatingSystemAction.Bash, Code(text));
            if (action.StartsWith("finish", StringComparison.OrdinalIgnoreCase))
                return new OperatingSystemReply(OperatingSystemAction.Finish, null);
            if (action.StartsWith("answer", StringComparison.OrdinalIgnoreCase) && InParentheses(action["answer".Length..]) is { } answer)
                return new OperatingSystemReply(OperatingSystemAction.Answer, answer);
        }

        return default;
    }

    // Act:\s*(.+): the first line with something on it, to its end.
    static List<string> Acts(string text)
    {
        var acts = new List<string>();
        for (var at = 0; (at = text.IndexOf(ActMark, at, StringComparison.Ordinal)) >= 0;)
        {
            at += ActMark.Length;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            acts.Add(text[at..end]);
            at = end;
        }

        return acts;
    }

    // From the first ( to the last ); where they stand the other way round there is an answer, and it is empty.
    static string? InParentheses(string text)
    {
        var left = text.IndexOf('(', StringComparison.Ordinal);
        var right = text.LastIndexOf(')');
        if (left < 0 || right < 0)
            return null;
        return right <= left ? "" : text[(left + 1)..right];
    }

    // All blocks, joined by an empty line.
    static string Code(string text)
    {
        var blocks = new List<string>();
        for (var at = 0; (at = text.IndexOf(BlockStart, at, StringComparison.Ordinal)) >= 0;)
        {
            at += BlockStart.Length;
            var end = text.IndexOf(BlockEnd, at, StringComparison.Ordinal);
            if (end < 0)
                break;
            blocks.Add(text[at..end]);
            at = end + BlockEnd.Length;
        }

        return string.Join("\n\n", blocks);
    }
}
