namespace AgentTuning.Environments.AlfWorld.Snapping;

/// <summary>What Python's <c>str.split()</c> and <c>str.strip()</c> do, whose idea of white space is a little wider than .NET's.</summary>
static class PythonText
{
    /// <summary>The words between white space.</summary>
    public static string[] Split(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            while (at < text.Length && IsSpace(text[at]))
                at++;
            var start = at;
            while (at < text.Length && !IsSpace(text[at]))
                at++;
            if (at > start)
                words.Add(text[start..at]);
        }

        return [.. words];
    }

    /// <summary>Without white space at both ends.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';
}
