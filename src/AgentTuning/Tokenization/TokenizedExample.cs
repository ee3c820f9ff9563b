using System.Collections.Immutable;

namespace AgentTuning.Tokenization;

/// <summary>A conversation as the model reads it.</summary>
public sealed record TokenizedExample
{
    /// <summary>The conversation's id.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation's source, or null.</summary>
    public string? Source { get; init; }

    /// <summary>(position)</summary>
    public required ImmutableArray<int> TokenIds { get; init; }

    /// <summary>The loss mask: (position); true where predicting this token from those before it has loss. The first is never true.</summary>
    public required ImmutableArray<bool> Mask { get; init; }

    /// <summary>The number of tokens.</summary>
    public int Length => TokenIds.Length;
}
