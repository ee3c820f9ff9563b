using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>The word lists of one split, by name: <c>first</c>, <c>place</c>, <c>adj</c> and so on.</summary>
sealed class NameLists(FrozenDictionary<string, ImmutableArray<string>> lists)
{
    /// <summary>The names of the lists.</summary>
    public IEnumerable<string> Names => lists.Keys;

    /// <summary>The words of a list.</summary>
    /// <exception cref="InvalidDataException">There is no such list.</exception>
    public ImmutableArray<string> this[string name] =>
        lists.TryGetValue(name, out var words)
            ? words
            : throw new InvalidDataException($"Names.txt has no list '{name}', expected one of {string.Join(", ", lists.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Reads the section <c>[split]</c> of a file whose lines are <c>list: word, word</c>.</summary>
    public static NameLists Parse(string text, string section)
    {
        var lists = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var isInside = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '[')
                isInside = line.Trim('[', ']') == section;
            else if (isInside && line[0] != '#' && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                lists[line[..colon]] = [.. line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries)];
        }

        return new NameLists(lists.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
