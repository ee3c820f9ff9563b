using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments;

/// <summary>Wordings by section and split, read from an embedded text file.</summary>
/// <remarks>
/// A line <c>[name]</c> begins a section; each further line is a wording, for train as it stands, for dev after <c>~</c>, for test after <c>+</c>.
/// <c>#</c> begins a comment, slots stand in braces, <c>\n</c> is a line break, <c>{{</c> and <c>}}</c> are braces.
/// </remarks>
sealed class PhraseBook
{
    readonly string _file;
    readonly FrozenDictionary<(string Section, TaskSplit Split), ImmutableArray<string>> _wordings;

    /// <param name="path">From the project's folder: <c>Database/Text/Prose.txt</c>.</param>
    public PhraseBook(string path)
    {
        _file = Path.GetFileName(path);
        var wordings = new Dictionary<(string, TaskSplit), List<string>>();
        var section = "";
        foreach (var line in EmbeddedText.Lines(path))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                section = line[1..^1];
            else
                Add(wordings, section, line.Replace("\\n", "\n", StringComparison.Ordinal));
        }

        _wordings = wordings.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToImmutableArray());
        Sections = [.. wordings.Keys.Select(key => key.Item1).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The names of the sections.</summary>
    public ImmutableArray<string> Sections { get; }

    /// <summary>The wordings of a section for train.</summary>
    /// <exception cref="InvalidDataException">There is no such section.</exception>
    public ImmutableArray<string> this[string section] => Of(section, TaskSplit.Train);

    /// <summary>True where the section has wordings of the split.</summary>
    public bool Has(string section, TaskSplit split = TaskSplit.Train) => _wordings.ContainsKey((section, split));

    /// <summary>The wordings of a section.</summary>
    /// <exception cref="InvalidDataException">There is no such section.</exception>
    public ImmutableArray<string> Of(string section, TaskSplit split) => _wordings.TryGetValue((section, split), out var lines)
        ? lines
        : throw new InvalidDataException($"{_file} has no wording of section '{section}' for {split}.");

    /// <summary>A wording of a section with its slots filled.</summary>
    /// <exception cref="InvalidDataException">The wording has a slot that is not given.</exception>
    public string Write(Random random, string section, params ReadOnlySpan<(string Name, string Text)> slots) =>
        Write(random, TaskSplit.Train, section, slots);

    /// <summary>A wording of a section and split with its slots filled.</summary>
    /// <exception cref="InvalidDataException">The wording has a slot that is not given.</exception>
    public string Write(Random random, TaskSplit split, string section, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var values = slots.ToArray();
        return Fill(random.Pick(Of(section, split)), name =>
        {
            foreach (var slot in values)
            {
                if (slot.Name == name)
                    return slot.Text;
            }

            throw new InvalidDataException($"{_file} section '{section}' has the slot '{{{name}}}', which cannot be filled there.");
        });
    }

    /// <summary>Fills the slots of a template; a slot's text is taken as it is, braces included.</summary>
    /// <param name="template">With slots such as <c>{table}</c>; doubled braces are braces.</param>
    /// <param name="slot">The text of a slot.</param>
    public static string Fill(string template, Func<string, string> slot)
    {
        var text = new StringBuilder(template.Length + 64);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
                text.Append(template[i++]);
            else if (template[i] == '{' && template.IndexOf('}', i) is > 0 and var close)
                (_, i) = (text.Append(slot(template[(i + 1)..close])), close);
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
}
