namespace AgentTuning.Tokenization.Models;

/// <summary>What a BPE model of SentencePiece is made of.</summary>
sealed record ScoredTokens
{
    /// <summary>The tokens that text can make, by their text, with their scores: the higher, the earlier merged.</summary>
    public required Dictionary<string, (int Id, float Score)> Pieces { get; init; }

    /// <summary>Tokens that are merged on the way to others, but cut again where they remain.</summary>
    public IReadOnlySet<int> UnusedIds { get; init; } = new HashSet<int>();

    /// <summary>Tokens that are taken whole wherever they occur, the longest first.</summary>
    public IReadOnlyDictionary<string, int> UserDefined { get; init; } = new Dictionary<string, int>();

    /// <summary>The tokens of the 256 bytes, -1 for those without; null where unknown characters become <see cref="UnknownId"/>.</summary>
    public int[]? ByteIds { get; init; }

    /// <summary>The token of what has none, or null to leave it out.</summary>
    public int? UnknownId { get; init; }
}
