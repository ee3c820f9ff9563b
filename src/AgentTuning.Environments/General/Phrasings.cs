using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>The wordings of <c>Phrasings.md</c> by kind.</summary>
static class Phrasings
{
    static readonly FrozenDictionary<string, ImmutableArray<Phrasing>> ByKind = EmbeddedText.Sections("General/Phrasings.md")
        .ToFrozenDictionary(
            section => section.Key,
            section => section.Value.Select(line => new Phrasing(line[2..])).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>The kinds that have wordings.</summary>
    public static IEnumerable<string> Kinds => ByKind.Keys.Order(StringComparer.Ordinal);

    /// <summary>The wordings of a kind.</summary>
    public static ImmutableArray<Phrasing> Of(string kind) => ByKind[kind];
}
