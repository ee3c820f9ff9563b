namespace AgentTuning.Environments.WebShop;

/// <summary>Finds the action in a reply: <c>[Aa]ction: *\n* *((search|click)\[.+?])</c>, in the paper's copy with exactly one line end.</summary>
static class WebShopReply
{
    const string Mark = "ction:";

    /// <summary>The action as the reply has it, such as <c>click[Buy Now]</c>; null where there is none.</summary>
    /// <param name="text">The reply.</param>
    /// <param name="needsLineEnd">True for the paper's copy.</param>
    public static string? FindAction(string text, bool needsLineEnd)
    {
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at + 1, StringComparison.Ordinal))
            if (at > 0 && text[at - 1] is 'A' or 'a' && ReadAction(text, at + Mark.Length, needsLineEnd) is { } action)
                return action;
        return null;
    }

    static string? ReadAction(string text, int at, bool needsLineEnd)
    {
        at = Skip(text, at, ' ', int.MaxValue);
        var line = Skip(text, at, '\n', needsLineEnd ? 1 : int.MaxValue);
        if (needsLineEnd && line == at)
            return null;
        at = Skip(text, line, ' ', int.MaxValue);
        foreach (var name in (ReadOnlySpan<string>)[ShopAction.Search, ShopAction.Click])
            if (string.CompareOrdinal(text, at, name, 0, name.Length) == 0 && at + name.Length < text.Length && text[at + name.Length] == '[')
                return ReadArgument(text, at, at + name.Length + 1);
        return null;
    }

    // The argument has one character at least and ends at the first bracket after it, on the same line.
    static string? ReadArgument(string text, int start, int argument)
    {
        if (argument + 1 >= text.Length || text[argument] == '\n')
            return null;
        var end = text.AsSpan(argument + 1).IndexOfAny(']', '\n');
        return end >= 0 && text[argument + 1 + end] == ']' ? text[start..(argument + 1 + end + 1)] : null;
    }

    static int Skip(string text, int at, char character, int most)
    {
        for (; most > 0 && at < text.Length && text[at] == character; most--)
            at++;
        return at;
    }
}
