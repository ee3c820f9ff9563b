using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Wordings by section and split, read from a text file of this environment.</summary>
/// <remarks>
/// A line <c>[name]</c> begins a section; each further line is a wording, for train as it stands, for dev after <c>~</c>, for test after <c>+</c>.
/// <c>#</c> begins a comment, slots stand in braces, <c>\n</c> is a line break, <c>{{</c> and <c>}}</c> are braces.
/// </remarks>
sealed class PhraseBook
{
    readonly string _file;
    readonly FrozenDictionary<(string Section, TaskSplit Split), ImmutableArray<string>> _wordings;

    PhraseBook(string file)
    {
        _file = file;
        var wordings = new Dictionary<(string, TaskSplit), List<string>>();
        var section = "";
        foreach (var line in EmbeddedText.Read(file).Split('\n'))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                section = line[1..^1];
            else if (line.Length > 0 && line[0] != '#')
                Add(wordings, section, line.Replace("\\n", "\n", StringComparison.Ordinal));
        }

        _wordings = wordings.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToImmutableArray());
        Sections = [.. wordings.Keys.Select(key => key.Item1).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>How tasks are worded.</summary>
    public static PhraseBook Questions { get; } = new("Generation.Wordings.txt");

    /// <summary>How the reference agent thinks; the same for every split.</summary>
    public static PhraseBook Thoughts { get; } = new("Reference.Thoughts.txt");

    /// <summary>How plain text is worded; the same for every split.</summary>
    public static PhraseBook Prose { get; } = new("Text.Prose.txt");

    /// <summary>The names of the sections.</summary>
    public ImmutableArray<string> Sections { get; }

    /// <summary>True where the section has wordings of the split.</summary>
    public bool Has(string section, TaskSplit split = TaskSplit.Train) => _wordings.ContainsKey((section, split));

    /// <summary>The wordings of a section.</summary>
    /// <exception cref="InvalidDataException">There is no such section.</exception>
    public ImmutableArray<string> Of(string section, TaskSplit split) => _wordings.TryGetValue((section, split), out var lines)
        ? lines
        : throw new InvalidDataException($"{_file} has no wording of section '{section}' for {split}.");

    /// <summary>A wording of a section with its slots filled.</summary>
    public string Write(Random random, string section, params ReadOnlySpan<(string Name, string Text)> slots) =>
        Write(random, TaskSplit.Train, section, slots);

    /// <summary>A wording of a section and split with its slots filled.</summary>
    /// <exception cref="InvalidDataException">The wording has a slot that is not given.</exception>
    public string Write(Random random, TaskSplit split, string section, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var template = random.Pick(Of(section, split));
        var text = new StringBuilder(template.Length + 64);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
                text.Append(template[i++]);
            else if (template[i] == '{' && template.IndexOf('}', i) is > 0 and var close)
                (_, i) = (text.Append(Find(slots, section, template[(i + 1)..close])), close);
            else
                text.Append(template[i]);
        }

        return text.ToString();
    }

    static void Add(Dictionary<(string, TaskSplit), List<string>> wordings, string section, string line)
    {
        var split = line[0] switch { '~' => TaskSplit.Development, '+' => TaskSplit.Test, _ => TaskSplit.Train };
        if (!wordings.TryGetValue((section, split), out var lines))
            wordings.Add((section, split), lines = []);
        lines.Add(split == TaskSplit.Train ? line : line[1..].TrimStart(' '));
    }

    string Find(ReadOnlySpan<(string Name, string Text)> slots, string section, string name)
    {
        foreach (var slot in slots)
        {
            if (slot.Name == name)
                return slot.Text;
        }

        throw new InvalidDataException($"{_file} section '{section}' has the slot '{{{name}}}', which cannot be filled there.");
    }
}
