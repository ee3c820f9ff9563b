namespace AgentTuning.Tokenization.Models;

/// <summary>What a unigram model is made of.</summary>
sealed record UnigramTokens
{
    /// <summary>How much less probable an unknown character is than the rarest token, as a logarithm.</summary>
    public const double UnknownPenalty = 10;

    /// <summary>The tokens that text can make, with the logarithms of their probabilities.</summary>
    public required IReadOnlyList<(string Text, int Id, double Score)> Pieces { get; init; }

    /// <summary>The token of an unknown character, or null to leave it out.</summary>
    public int? UnknownId { get; init; }

    /// <summary>The score of an unknown character.</summary>
    public required double UnknownScore { get; init; }

    /// <summary>The tokens that unknown characters become byte by byte, or null.</summary>
    public int[]? ByteIds { get; init; }

    /// <summary>True where several unknown characters in a row are one unknown token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>True where scores are added in single precision, as SentencePiece does.</summary>
    public bool IsSinglePrecision { get; init; }
}
