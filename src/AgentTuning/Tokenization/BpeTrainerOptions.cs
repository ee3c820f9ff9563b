using System.Collections.Immutable;

namespace AgentTuning.Tokenization;

/// <summary>How a tokenizer is trained.</summary>
public sealed record BpeTrainerOptions
{
    /// <summary>The most tokens, special ones and the 256 bytes included; fewer where no pair is frequent enough. Default 4096.</summary>
    public int VocabularySize { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 257, nameof(VocabularySize)); field = value; } } = 4096;

    /// <summary>Pairs seen more rarely are not merged. From 1 on; default 2.</summary>
    public long MinimumPairFrequency { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MinimumPairFrequency)); field = value; } } = 2;

    /// <summary>The special tokens, which take the first ids in this order. Default <c>&lt;s&gt;</c>, <c>&lt;/s&gt;</c>.</summary>
    public ImmutableArray<string> SpecialTokens { get; init; } = ["<s>", "</s>"];

    /// <summary>The special token that opens a text. Default <c>&lt;s&gt;</c>.</summary>
    public string BeginningOfText { get; init; } = "<s>";

    /// <summary>The special token that closes the model's turn. Default <c>&lt;/s&gt;</c>.</summary>
    public string EndOfText { get; init; } = "</s>";

    /// <summary>What is never merged across. Default <see cref="PreTokenizer.SingleDigits"/>.</summary>
    public PreTokenizer PreTokenizer { get; init; } = PreTokenizer.SingleDigits;
}
