using System.Collections.Immutable;
using AgentTuning.Tokenization.Decoders;
using AgentTuning.Tokenization.Models;
using AgentTuning.Tokenization.Normalizers;
using AgentTuning.Tokenization.Splitting;

namespace AgentTuning.Tokenization;

/// <summary>What a tokenizer is made of, whatever file it comes from.</summary>
sealed record PipelineParts
{
    /// <summary>The written form of every id, null for ids without a token.</summary>
    public required IReadOnlyList<string?> Tokens { get; init; }

    /// <summary>The tokens that are looked for in the text itself.</summary>
    public required ImmutableArray<AddedToken> AddedTokens { get; init; }

    /// <summary>Changes the text first, or null.</summary>
    public INormalizer? Normalizer { get; init; }

    /// <summary>Cut the text, one after another.</summary>
    public ImmutableArray<ISplitStep> SplitSteps { get; init; } = [];

    /// <summary>Makes ids of the pieces.</summary>
    public required ITokenModel Model { get; init; }

    /// <summary>Make text of tokens, one after another; the results are joined.</summary>
    public ImmutableArray<IDecodeStep> DecodeSteps { get; init; } = [];

    /// <summary>The id that opens a text.</summary>
    public required int BeginningOfTextId { get; init; }

    /// <summary>The id that closes the model's turn.</summary>
    public required int EndOfTextId { get; init; }

    /// <summary>What the published tokenizer puts before a single text, where special tokens are asked for.</summary>
    public ImmutableArray<int> Prefix { get; init; } = [];

    /// <summary>What the published tokenizer puts behind a single text, where special tokens are asked for.</summary>
    public ImmutableArray<int> Suffix { get; init; } = [];
}
