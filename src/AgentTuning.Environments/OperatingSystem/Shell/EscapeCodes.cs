using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Shell;

/// <summary>Takes escape codes and prompts out of terminal output, as the benchmark's editions after the paper's do.</summary>
static class EscapeCodes
{
    static readonly Regex[] Removed =
    [
        Pattern(@"\e.+@.+[#|$] "), // prompts
        Pattern(@"\e\[[0-9;]*[a-zA-Z]"), // colours, clearing, moving
        Pattern(@"\e\][0-9]*;[^\x07]*\x07"), // titles
        Pattern(@"\e\[\?2004[hl]"), // bracketed paste
        Pattern(@"\x07"), // bells
    ];

    /// <summary>The text without them.</summary>
    public static string Strip(string text) => Removed.Aggregate(text, (rest, pattern) => pattern.Replace(rest, ""));

    // Program output is hostile: the time grows with its length only.
    static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
