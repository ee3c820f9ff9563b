using System.Collections.Immutable;
using AgentTuning.Datasets;
using AgentTuning.Filtering;

namespace AgentTuning.Reports;

/// <summary>What a report shows. Every part may be missing; a missing part is left out or named as absent.</summary>
public sealed record ReportContent
{
    /// <summary>The heading of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The finding in one sentence; null composes it from the scores.</summary>
    public string? Headline { get; init; }

    /// <summary>The models compared, the one to compare with first.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Scores by environment.</summary>
    public ImmutableArray<ScoreSheet> Scores { get; init; } = [];

    /// <summary>Endings by environment and model.</summary>
    public ImmutableArray<EndingCounts> Endings { get; init; } = [];

    /// <summary>Trajectories to read, side by side.</summary>
    public ImmutableArray<ReportExample> Examples { get; init; } = [];

    /// <summary>What was collected.</summary>
    public ImmutableArray<CollectionCounts> Collections { get; init; } = [];

    /// <summary>What was kept and dropped.</summary>
    public ImmutableArray<FilterReport> Filters { get; init; } = [];

    /// <summary>What was mixed.</summary>
    public ImmutableArray<MixtureReport> Mixtures { get; init; } = [];

    /// <summary>The losses of training.</summary>
    public ImmutableArray<LossCurve> LossCurves { get; init; } = [];

    /// <summary>How each stage was run.</summary>
    public ImmutableArray<ReportStage> Stages { get; init; } = [];
}
