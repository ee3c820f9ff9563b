using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>The words of <c>Words.md</c>, dealt out to the splits.</summary>
static class Vocabulary
{
    static readonly Dictionary<string, List<string>> Sections = EmbeddedText.Sections("General/Words.md");

    static readonly FrozenDictionary<(TaskSplit Split, string Pool), ImmutableArray<string>> Pools = Enum.GetValues<TaskSplit>()
        .SelectMany(split => Sections.Select(section => (Key: (split, section.Key), Words: Deal(split, section.Value))))
        .ToFrozenDictionary(pool => pool.Key, pool => pool.Words);

    /// <summary>The names of the pools.</summary>
    public static IEnumerable<string> PoolNames => Sections.Keys.Order(StringComparer.Ordinal);

    /// <summary>The words of a pool that belong to a split.</summary>
    public static ImmutableArray<string> Of(TaskSplit split, string pool) => Pools[(split, pool)];

    static ImmutableArray<string> Deal(TaskSplit split, List<string> lines) =>
    [
        .. lines.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .Where(word => SplitHash.Of(word) == split),
    ];
}
