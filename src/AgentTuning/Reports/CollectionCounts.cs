using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>What one run collected in one environment.</summary>
public sealed record CollectionCounts
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>Who acted.</summary>
    public required string Agent { get; init; }

    /// <summary>Episodes on file.</summary>
    public required int Episodes { get; init; }

    /// <summary>Different tasks among them.</summary>
    public required int Tasks { get; init; }

    /// <summary>Over the episodes that have a reward; null where none has.</summary>
    public required double? MeanReward { get; init; }

    /// <summary>Replies of the agent per episode, on average.</summary>
    public required double MeanReplies { get; init; }

    /// <summary>Episodes by ending, as files name it.</summary>
    public required ImmutableSortedDictionary<string, int> Endings { get; init; }
}
