using System.Collections.Immutable;

namespace AgentTuning.Cli.Tokenizers;

/// <summary>What <c>tokenizer check --json</c> writes.</summary>
sealed record TokenizerComparison
{
    /// <summary>The texts compared.</summary>
    public required int Texts { get; init; }

    /// <summary>Those whose ids are the expected ones.</summary>
    public required int Equal { get; init; }

    /// <summary>Those whose ids give the text back.</summary>
    public required int DecodeBack { get; init; }

    /// <summary>The first differences.</summary>
    public required ImmutableArray<TokenizerDifference> Differences { get; init; }
}
