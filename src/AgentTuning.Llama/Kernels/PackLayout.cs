using System.Collections.Immutable;

namespace AgentTuning.Llama.Kernels;

/// <summary>How documents lie one after the other in a pack without padding.</summary>
/// <param name="Prefix">The rows that all documents share; null where there are none.</param>
/// <param name="Documents">At least one.</param>
sealed record PackLayout(Segment? Prefix, ImmutableArray<Segment> Documents)
{
    /// <summary>The number of rows of the pack.</summary>
    public int Rows => Documents[^1].Start + Documents[^1].Length;

    /// <summary>The most positions that a document attends to.</summary>
    public int LongestContext => Documents.Max(document => document.PrefixLength + document.Length);

    /// <summary>Documents first: the prefix's keys and values gather their gradients before its own rows are finished.</summary>
    public IEnumerable<Segment> PrefixLast => Prefix is { } prefix ? Documents.Append(prefix) : Documents;
}
