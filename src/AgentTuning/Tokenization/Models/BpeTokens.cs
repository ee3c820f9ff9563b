namespace AgentTuning.Tokenization.Models;

/// <summary>What a BPE model is made of.</summary>
sealed record BpeTokens
{
    /// <summary>The ids of the tokens that text can make, by their written form.</summary>
    public required Dictionary<string, int> Vocabulary { get; init; }

    /// <summary>The pairs that become one token, the earliest first.</summary>
    public required IReadOnlyList<(int Left, int Right, int Merged)> Merges { get; init; }

    /// <summary>True where tokens are written in the byte-level alphabet, false where they are written as they are.</summary>
    public required bool IsByteLevel { get; init; }

    /// <summary>True where a character without a token becomes the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its bytes.</summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>The token of what has none, or null to leave it out.</summary>
    public int? UnknownId { get; init; }

    /// <summary>True where several unknown characters in a row are one unknown token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>True where a piece that is a token as a whole is taken without merging (Llama 3).</summary>
    public bool IgnoresMergesOfWholeTokens { get; init; }
}
