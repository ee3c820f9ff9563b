using System.Collections.Frozen;
using System.Text;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Wordings by section, read from a text file beside this type.</summary>
/// <remarks>A line <c>[name]</c> begins a section, each further line is one wording, <c>#</c> begins a comment, slots stand in braces,
/// <c>\n</c> is a line break.</remarks>
sealed class PhraseBook
{
    readonly string _file;
    readonly FrozenDictionary<string, string[]> _sections;

    PhraseBook(string file)
    {
        _file = file;
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> current = [];
        foreach (var line in TopicLibrary.ReadFile(file).Split('\n'))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                sections.Add(line[1..^1], current = []);
            else if (line.Length > 0 && line[0] != '#')
                current.Add(line.Replace("\\n", "\n", StringComparison.Ordinal));
        }

        _sections = sections.ToFrozenDictionary(section => section.Key, section => section.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>How questions are worded.</summary>
    public static PhraseBook Questions { get; } = new("Phrasings.txt");

    /// <summary>How the reference agent thinks.</summary>
    public static PhraseBook Thoughts { get; } = new("Thoughts.txt");

    /// <summary>How plain text about tables is worded.</summary>
    public static PhraseBook Prose { get; } = new("Prose.txt");

    /// <summary>The names of the sections.</summary>
    public IEnumerable<string> Sections => _sections.Keys;

    /// <summary>The wordings of a section.</summary>
    /// <exception cref="InvalidDataException">There is no such section.</exception>
    public string[] this[string section] =>
        _sections.TryGetValue(section, out var lines) ? lines : throw new InvalidDataException($"{_file} has no section '{section}'.");

    /// <summary>Fills the slots of a template; a slot's text is taken as it is, braces included.</summary>
    /// <param name="template">With slots such as <c>{table}</c>.</param>
    /// <param name="slot">The text of a slot.</param>
    public static string Fill(string template, Func<string, string> slot)
    {
        var text = new StringBuilder(template.Length + 64);
        var position = 0;
        while (template.IndexOf('{', position) is >= 0 and var open)
        {
            var close = template.IndexOf('}', open);
            text.Append(template, position, open - position).Append(slot(template[(open + 1)..close]));
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    /// <summary>A wording of a section with its slots filled.</summary>
    public string Write(Random random, string section, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var values = slots.ToArray();
        return Fill(random.Pick(this[section]), name =>
        {
            foreach (var slot in values)
            {
                if (slot.Name == name)
                    return slot.Text;
            }

            throw new InvalidDataException($"{_file} section '{section}' has the slot '{{{name}}}', which cannot be filled there.");
        });
    }
}
