using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Tasks;

namespace AgentTuning.Evaluation;

/// <summary>What one agent earned in one environment on one split.</summary>
public sealed record ScoreCell
{
    /// <summary>The agent, or the label it was given.</summary>
    public required string Agent { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>Held-in, held-out or general; null where the environment is not known here.</summary>
    public required EnvironmentKind? Kind { get; init; }

    /// <summary>The part of the task set.</summary>
    public required TaskSplit Split { get; init; }

    /// <summary>How the score is made, for people.</summary>
    public required string Metric { get; init; }

    /// <summary>The mean reward × 100, score groups weighing the same; null where no episode has a reward.</summary>
    public required double? Score { get; init; }

    /// <summary>The score's 95 % confidence interval, tasks being what is independent; null where there is no score.</summary>
    public required ConfidenceInterval? Interval { get; init; }

    /// <summary>Tasks with a reward.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks that were attempted but have no reward at all; they are not in the score.</summary>
    public required int TasksWithoutReward { get; init; }

    /// <summary>Episodes, failed ones included.</summary>
    public required int Episodes { get; init; }

    /// <summary>Episodes without a reward, because the agent or the environment failed; they are not in the score.</summary>
    public required int Failures { get; init; }

    /// <summary>Replies of the agent in an episode, on average.</summary>
    public required double AverageReplies { get; init; }

    /// <summary>The groups that the score averages over; empty where it averages over all tasks.</summary>
    public required ImmutableArray<GroupScore> Groups { get; init; }

    /// <summary>The tasks' categories, by name; empty where the tasks have none.</summary>
    public required ImmutableArray<GroupScore> Categories { get; init; }

    /// <summary>pass@k for 1, 2, 4, … up to the fewest attempts at a task; empty where tasks were attempted once.</summary>
    public required ImmutableArray<PassAtK> PassAt { get; init; }

    /// <summary>Episodes by ending.</summary>
    public required ImmutableSortedDictionary<string, int> Endings { get; init; }

    /// <summary>The environment's other metrics, averaged over the episodes that have them.</summary>
    public required ImmutableSortedDictionary<string, double> Metrics { get; init; }

    /// <summary>The models as the provider names them.</summary>
    public required ImmutableArray<string> Models { get; init; }

    /// <summary>What the score was made under; more than one entry where mixing was asked for.</summary>
    public required ImmutableArray<ScoreProvenance> Provenance { get; init; }
}
