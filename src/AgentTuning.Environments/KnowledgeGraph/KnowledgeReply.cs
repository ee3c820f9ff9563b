using System.Text.RegularExpressions;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>What the grammar finds in a reply. Calls are read by hand, so that hostile text costs no more than its length.</summary>
/// <param name="FinalVariable">The digits after the first <c>Final Answer: #</c>; null without one.</param>
/// <param name="ActionLine">The first line that begins with <c>Action</c> and has a colon; null without one.</param>
public sealed partial record KnowledgeReply(string? FinalVariable, string? ActionLine)
{
    /// <summary>The most calls of one line that are tried.</summary>
    public const int MostCalls = 50;

    /// <summary>Reads a reply: what follows <c>Observation:</c> is cut off, and <c>\_</c> is <c>_</c>.</summary>
    public static KnowledgeReply Parse(string text)
    {
        var cut = text.IndexOf("Observation:", StringComparison.Ordinal);
        text = (cut < 0 ? text : text[..cut]).Replace("\\_", "_", StringComparison.Ordinal);
        if (FinalAnswer().Match(text) is { Success: true } answer)
            return new KnowledgeReply(answer.Groups[1].Value, null);
        foreach (var line in text.Split('\n'))
            if (line.StartsWith("Action", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
                return new KnowledgeReply(null, line);
        return new KnowledgeReply(null, null);
    }

    /// <summary>The names before an opening parenthesis, in the order of the line.</summary>
    public static IReadOnlyList<string> CallNames(string line)
    {
        var names = new List<string>();
        for (var open = line.IndexOf('('); open >= 0 && names.Count < MostCalls; open = line.IndexOf('(', open + 1))
        {
            var start = open;
            while (start > 0 && (char.IsLetterOrDigit(line[start - 1]) || line[start - 1] == '_'))
                start--;
            if (start < open)
                names.Add(line[start..open]);
        }

        return names;
    }

    /// <summary>The arguments of the first call of a name: up to the first closing parenthesis, split at commas; null where there is none.</summary>
    public static IReadOnlyList<string>? Arguments(string line, string name)
    {
        var start = line.IndexOf(name + "(", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 1;
        var end = start < line.Length ? line.IndexOf(')', start + 1) : -1;
        return end < 0 ? null : SplitAtCommas(line[start..end]);
    }

    // The spaces around commas go, those at both ends stay.
    static List<string> SplitAtCommas(string text)
    {
        var parts = text.Split(',');
        return [.. parts.Select((part, i) => i == 0 ? (parts.Length == 1 ? part : part.TrimEnd()) : i == parts.Length - 1 ? part.TrimStart() : part.Trim())];
    }

    [GeneratedRegex("(?:Find|Final) Answer: #([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FinalAnswer();
}
