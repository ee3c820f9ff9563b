using System.Collections.Immutable;

namespace AgentTuning.Datasets;

/// <summary>What was read and drawn of one source.</summary>
public sealed record MixtureSourceReport
{
    /// <summary>The source's name.</summary>
    public required string Name { get; init; }

    /// <summary>True for agent conversations.</summary>
    public required bool IsAgent { get; init; }

    /// <summary>The share among the general sources, relative to the others'; null for agent sources.</summary>
    public required double? Weight { get; init; }

    /// <summary>The file's name, or how the conversations were generated.</summary>
    public required string Origin { get; init; }

    /// <summary>SHA-256 of the file, or null.</summary>
    public required string? Hash { get; init; }

    /// <summary>Conversations read.</summary>
    public required int Read { get; init; }

    /// <summary>Conversations that can be drawn.</summary>
    public required int Usable { get; init; }

    /// <summary>Conversations that cannot, by reason.</summary>
    public required ImmutableSortedDictionary<string, int> Dropped { get; init; }

    /// <summary>What the clean-up did, in turns or conversations, by step.</summary>
    public required ImmutableSortedDictionary<string, int> CleanUp { get; init; }

    /// <summary>Examples drawn.</summary>
    public required int Drawn { get; init; }

    /// <summary>Different conversations among them.</summary>
    public required int Distinct { get; init; }

    /// <summary>Turns of the examples drawn.</summary>
    public required long Turns { get; init; }

    /// <summary>Turns of the examples drawn that have loss.</summary>
    public required long SupervisedTurns { get; init; }
}
