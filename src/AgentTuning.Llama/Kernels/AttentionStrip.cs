namespace AgentTuning.Llama.Kernels;

/// <summary>A few queries of a document that follow one another, and the positions that they look at.</summary>
/// <param name="First">The first query within the document.</param>
/// <param name="Rows">The number of queries.</param>
/// <param name="Start">The first query's row in the pack.</param>
/// <param name="Position">The first query's position.</param>
/// <param name="From">The first position that any of them sees, rounded down to whole vectors.</param>
readonly record struct AttentionStrip(int First, int Rows, int Start, int Position, int From)
{
    /// <summary>The position after the last that any of them sees.</summary>
    public int Seen => Position + Rows;

    /// <summary>The positions looked at, rounded up to whole vectors.</summary>
    public int Columns => AttentionScratch.Padded(Seen) - From;

    /// <summary>The strip that begins at a query.</summary>
    /// <param name="segment">The document.</param>
    /// <param name="first">The first query within it.</param>
    /// <param name="window">How many positions a query sees, its own among them; null sees all before it.</param>
    public static AttentionStrip Of(Segment segment, int first, int? window)
    {
        var position = segment.PrefixLength + first;
        var from = window is { } size ? Math.Max(0, position + 1 - size) / AttentionScratch.StripRows * AttentionScratch.StripRows : 0;
        return new(first, Math.Min(AttentionScratch.StripRows, segment.Length - first), segment.Start + first, position, from);
    }
}
