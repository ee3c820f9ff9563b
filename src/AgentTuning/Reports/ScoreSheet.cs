using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Tasks;

namespace AgentTuning.Reports;

/// <summary>The scores on one environment.</summary>
public sealed record ScoreSheet
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The part of the task set; null where unknown.</summary>
    public TaskSplit? Split { get; init; }

    /// <summary>Held-in, held-out or general; null where unknown.</summary>
    public EnvironmentKind? Kind { get; init; }

    /// <summary>How the score is made.</summary>
    public required string Metric { get; init; }

    /// <summary>The score itself.</summary>
    public required ScoreRow Overall { get; init; }

    /// <summary>The parts of the score: its groups and the tasks' categories.</summary>
    public ImmutableArray<ScoreRow> Categories { get; init; } = [];

    /// <summary>The models against the first one, on the tasks that both attempted.</summary>
    public ImmutableArray<ScoreChange> Changes { get; init; } = [];
}
