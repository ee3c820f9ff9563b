using System.Collections.Immutable;

namespace AgentTuning.Filtering;

/// <summary>What a filter run read, kept and dropped, and why: the file <c>filter.json</c>.</summary>
public sealed record FilterReport
{
    /// <summary>The name of the file that was filtered.</summary>
    public required string Input { get; init; }

    /// <summary>SHA-256 of its lines.</summary>
    public required string InputHash { get; init; }

    /// <summary>Trajectories read.</summary>
    public required int Read { get; init; }

    /// <summary>Trajectories in <c>kept.jsonl</c>.</summary>
    public required int Kept { get; init; }

    /// <summary>Trajectories dropped, each for the first reason that applied.</summary>
    public required int Dropped { get; init; }

    /// <summary>The filters in the order in which they were asked.</summary>
    public required ImmutableArray<FilterSettings> Filters { get; init; }

    /// <summary>Which trajectories of the same task stay.</summary>
    public required DuplicatePolicy Duplicates { get; init; }

    /// <summary>How many were dropped for which reason.</summary>
    public required ImmutableArray<DropCount> Drops { get; init; }

    /// <summary>The same for each environment, by name.</summary>
    public required ImmutableArray<EnvironmentFilterCounts> Environments { get; init; }
}
