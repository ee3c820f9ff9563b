namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Wordings by section: a line <c>[name]</c> begins a section, each further line is one wording with slots in braces.</summary>
sealed class PhraseSections
{
    readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    PhraseSections(IEnumerable<string> lines)
    {
        List<string> current = [];
        foreach (var line in lines)
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                _sections.Add(line[1..^1], current = []);
            else
                current.Add(line);
        }
    }

    /// <summary>How plain text is worded.</summary>
    public static PhraseSections Prose { get; } = new(EmbeddedText.Lines("Prose.txt", "Text"));

    /// <summary>How questions are worded.</summary>
    public static PhraseSections Questions { get; } = new(EmbeddedText.Lines("Questions.txt"));

    /// <summary>A wording of a section with its slots filled.</summary>
    public string Write(Random random, string section, params (string Name, string Text)[] slots) => Grammar.Fill(random.Pick(_sections[section]), name =>
    {
        foreach (var slot in slots)
            if (slot.Name == name)
                return slot.Text;
        throw new InvalidDataException($"The section '{section}' has the slot '{{{name}}}', which cannot be filled there.");
    });
}
