using System.Collections.Immutable;

namespace AgentTuning.Datasets;

/// <summary>What was planned and what came of it: the file <c>mixture.json</c>.</summary>
public sealed record MixtureReport
{
    /// <summary>η as asked for.</summary>
    public required double AgentShare { get; init; }

    /// <summary>The share of agent conversations among the examples drawn.</summary>
    public required double RealisedAgentShare { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required int Seed { get; init; }

    /// <summary>The seeds made of it: <c>mixture</c> decides between the sources, the others the order within a source.</summary>
    public required ImmutableSortedDictionary<string, int> Seeds { get; init; }

    /// <summary>The system prompt given to conversations that had none, or null.</summary>
    public required string? SystemPrompt { get; init; }

    /// <summary>Examples in <c>dataset.jsonl</c>.</summary>
    public required int Examples { get; init; }

    /// <summary>True where the number was asked for, false where it follows from the sources.</summary>
    public required bool IsCountGiven { get; init; }

    /// <summary>Turns of all examples.</summary>
    public required long Turns { get; init; }

    /// <summary>Turns of all examples that have loss.</summary>
    public required long SupervisedTurns { get; init; }

    /// <summary>SHA-256 of <c>dataset.jsonl</c>.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>Examples by what their conversations name as their source, such as an environment.</summary>
    public required ImmutableSortedDictionary<string, int> ExamplesBySource { get; init; }

    /// <summary>The sources, in the order given.</summary>
    public required ImmutableArray<MixtureSourceReport> Sources { get; init; }
}
