namespace AgentTuning.Environments.WebShop;

/// <summary>An action as the original reads it: Python's <c>re.match('(.+)\[(.+)\]')</c>, without a limit on length.</summary>
/// <param name="Name">What stands before the bracket, or the whole text.</param>
/// <param name="Argument">What stands in brackets, in lower case; null where the text has no such form.</param>
public readonly record struct ShopAction(string Name, string? Argument)
{
    /// <summary>The name of a search.</summary>
    public const string Search = "search";

    /// <summary>The name of a click.</summary>
    public const string Click = "click";

    /// <summary>Reads a text. Greedy: the last bracket that opens, and the last that closes after it, count. Only the first line is looked at.</summary>
    public static ShopAction Parse(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? text : text[..end];
        var close = line.LastIndexOf(']');

        // The name takes as much as it can; name and argument need one character each.
        var open = close < 2 ? -1 : line.LastIndexOf('[', close - 2);
        return open > 0 ? new ShopAction(line[..open], PythonLetters.Lower(line[(open + 1)..close])) : new ShopAction(text, null);
    }
}
