using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>The words of each split by list, read from <c>Words.txt</c>: <c>noun</c>, <c>person</c>, <c>extension</c> and so on.</summary>
static class WordLists
{
    static readonly FrozenDictionary<(TaskSplit Split, string List), ImmutableArray<string>> Lists = Read();

    /// <summary>The names of the lists.</summary>
    public static IEnumerable<string> Names => Lists.Keys.Select(key => key.List).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The words of a list.</summary>
    public static ImmutableArray<string> Of(TaskSplit split, string list) => Lists.TryGetValue((split, list), out var words)
        ? words
        : throw new InvalidDataException($"Words.txt has no list '{list}' for {split}.");

    static FrozenDictionary<(TaskSplit Split, string List), ImmutableArray<string>> Read()
    {
        var lists = new Dictionary<(TaskSplit, string), ImmutableArray<string>>();
        var split = TaskSplit.Train;
        foreach (var line in EmbeddedText.Read("OperatingSystem/Generation/Words.txt").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '[')
                split = line switch { "[train]" => TaskSplit.Train, "[dev]" => TaskSplit.Development, _ => TaskSplit.Test };
            else if (line[0] != '#' && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                lists.Add((split, line[..colon]), [.. line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries)]);
        }

        return lists.ToFrozenDictionary();
    }
}
