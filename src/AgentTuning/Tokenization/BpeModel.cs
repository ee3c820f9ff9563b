using System.Collections.Immutable;

namespace AgentTuning.Tokenization;

/// <summary>What defines a byte-level BPE tokenizer: the content of its files.</summary>
sealed record BpeModel
{
    /// <summary>The ids of the tokens, special ones included where the vocabulary holds them, by their form in the byte-level alphabet.</summary>
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    /// <summary>The pairs that become one token, the earliest first.</summary>
    public required ImmutableArray<(string Left, string Right)> Merges { get; init; }

    /// <summary>The tokens that no text makes, by id.</summary>
    public required ImmutableArray<SpecialToken> SpecialTokens { get; init; }

    /// <summary>The special token that opens a text.</summary>
    public required string BeginningOfText { get; init; }

    /// <summary>The special token that closes the model's turn.</summary>
    public required string EndOfText { get; init; }

    /// <summary>What is never merged across.</summary>
    public required PreTokenizer PreTokenizer { get; init; }

    /// <summary>True where a piece that is a token as a whole is taken without merging (Llama 3).</summary>
    public bool IgnoresMergesOfWholeTokens { get; init; }
}
