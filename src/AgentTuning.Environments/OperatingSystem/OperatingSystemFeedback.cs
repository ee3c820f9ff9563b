using System.Text;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>Prints what the shell said for the agent, cut as the original cuts it.</summary>
static class OperatingSystemFeedback
{
    // Python counts code points.
    const int MaxCharacters = 800;
    const int KeptCharacters = 780;
    const string CutMark = "\n[truncated because the output is too long]";
    const string Nothing = "The output of the OS is empty.";

    public static string Print(string output) => output.Length == 0 ? Nothing : $"The output of the OS:\n\n{Cut(output)}";

    static string Cut(string text)
    {
        if (text.Length <= MaxCharacters)
            return text;
        var (at, count, kept) = (0, 0, 0);
        while (at < text.Length && count <= MaxCharacters)
        {
            if (count == KeptCharacters)
                kept = at;
            Rune.DecodeFromUtf16(text.AsSpan(at), out _, out var length);
            at += length;
            count++;
        }

        return count <= MaxCharacters ? text : text[..kept] + CutMark;
    }
}
