using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>One stage of the pipeline as it was run.</summary>
public sealed record ReportStage
{
    /// <summary>Its folder, relative to the report's.</summary>
    public required string Name { get; init; }

    /// <summary>What to type to run it again.</summary>
    public required string CommandLine { get; init; }

    /// <summary>Where it stands, such as <c>completed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Of the first start, UTC; null where unknown.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Wall-clock time; null where unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The resolved options, the seed among them.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Versions and hashes by name.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
