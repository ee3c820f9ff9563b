using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>Reads what a command printed out of an observation: without the sentence before it, escape codes, carriage returns and the prompt after it.</summary>
static partial class ShellOutput
{
    /// <summary>The lines that hold something, without blanks around them.</summary>
    public static List<string> Lines(string observation)
    {
        var start = observation.IndexOf("\n\n", StringComparison.Ordinal);
        if (!observation.StartsWith("The output of the OS:", StringComparison.Ordinal) || start < 0)
            return [];
        var text = observation[(start + 2)..];
        if (text.LastIndexOf("\e]0;", StringComparison.Ordinal) is >= 0 and var title && text.IndexOf('\n', title) < 0)
            text = text[..title]; // the prompt sets the title first
        text = EscapeCode().Replace(text, "").Replace("\r", "", StringComparison.Ordinal);
        text = RootPrompt().IsMatch(text) ? RootPrompt().Replace(text, "") : UserPrompt().Replace(text, "");
        return [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The last line that holds something, or null.</summary>
    public static string? Last(string observation) => Lines(observation) is [.., var last] ? last : null;

    [GeneratedRegex(@"\e\[[0-9;?]*[a-zA-Z]|\e\][0-9]*;[^\x07]*\x07|\x07")]
    private static partial Regex EscapeCode();

    // The prompt stands at the end, behind the output where that does not end its line.
    [GeneratedRegex(@"root@[A-Za-z0-9.-]+:[^\n]*[#$] *\z")]
    private static partial Regex RootPrompt();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]*@[A-Za-z0-9.-]+:[^\n]*[#$] *\z", RegexOptions.Multiline)]
    private static partial Regex UserPrompt();
}
