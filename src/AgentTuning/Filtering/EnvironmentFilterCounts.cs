using System.Collections.Immutable;

namespace AgentTuning.Filtering;

/// <summary>What was read, kept and dropped of one environment.</summary>
public sealed record EnvironmentFilterCounts
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>Trajectories read.</summary>
    public required int Read { get; init; }

    /// <summary>Trajectories kept.</summary>
    public required int Kept { get; init; }

    /// <summary>Kept divided by read.</summary>
    public required double KeptShare { get; init; }

    /// <summary>Replies of the agent in a kept trajectory, on average; null where none was kept.</summary>
    public required double? AverageReplies { get; init; }

    /// <summary>Trajectories read, by ending.</summary>
    public required ImmutableSortedDictionary<string, int> Endings { get; init; }

    /// <summary>How many were dropped for which reason.</summary>
    public required ImmutableArray<DropCount> Drops { get; init; }
}
