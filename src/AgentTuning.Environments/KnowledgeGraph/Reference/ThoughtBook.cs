using AgentTuning.Environments.KnowledgeGraph.Generation;

namespace AgentTuning.Environments.KnowledgeGraph.Reference;

/// <summary>Words the thoughts of the reference agent; Thoughts.txt has the wordings by section.</summary>
static class ThoughtBook
{
    static readonly Dictionary<string, List<string>> Sections = Read();

    /// <summary>A thought of a section.</summary>
    public static string Write(Random random, string section, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var text = random.Pick(Sections[section]);
        foreach (var (name, value) in slots)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    static Dictionary<string, List<string>> Read()
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> current = [];
        foreach (var line in EmbeddedText.Lines("Thoughts.txt", "Reference"))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                sections.Add(line[1..^1], current = []);
            else
                current.Add(line);
        }

        return sections;
    }
}
