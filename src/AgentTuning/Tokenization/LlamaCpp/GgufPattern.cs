using System.Collections.Immutable;

namespace AgentTuning.Tokenization.LlamaCpp;

/// <summary>How the vocabularies of one name in <c>tokenizer.ggml.pre</c> cut text.</summary>
/// <param name="Patterns">One after another; what lies between two matches is a piece as well.</param>
sealed record GgufPattern(params ImmutableArray<string> Patterns)
{
    /// <summary>True where a piece that is a token as a whole is taken without merging.</summary>
    public bool IgnoresMergesOfWholeTokens { get; init; }

    /// <summary>True where the token that opens a text is put there unless the file says otherwise.</summary>
    public bool AddsBeginning { get; init; }

    /// <summary>True where tokens are written as they are, with U+2581 for a space, and not in the byte-level alphabet.</summary>
    public bool IsPlain { get; init; }
}
