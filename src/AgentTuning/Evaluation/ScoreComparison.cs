using AgentTuning.Tasks;

namespace AgentTuning.Evaluation;

/// <summary>Two agents on the same tasks of an environment.</summary>
public sealed record ScoreComparison
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The part of the task set.</summary>
    public required TaskSplit Split { get; init; }

    /// <summary>The agent compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>The agent compared.</summary>
    public required string Agent { get; init; }

    /// <summary>Tasks on which both have a reward; all figures are over them.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks on which only the baseline has a reward.</summary>
    public required int OnlyBaseline { get; init; }

    /// <summary>Tasks on which only the agent has a reward.</summary>
    public required int OnlyAgent { get; init; }

    /// <summary>The baseline's score on the common tasks.</summary>
    public required double BaselineScore { get; init; }

    /// <summary>The agent's score on the common tasks.</summary>
    public required double AgentScore { get; init; }

    /// <summary>The agent's score less the baseline's.</summary>
    public required double Difference { get; init; }

    /// <summary>The difference's 95 % confidence interval; above 0 the agent is better.</summary>
    public required ConfidenceInterval Interval { get; init; }

    /// <summary>Tasks on which the agent earned more.</summary>
    public required int Wins { get; init; }

    /// <summary>Tasks on which the agent earned less.</summary>
    public required int Losses { get; init; }

    /// <summary>Tasks on which both earned the same.</summary>
    public required int Ties { get; init; }

    /// <summary>The chance of wins and losses at least as uneven if both were equally likely (exact sign test, two-sided).</summary>
    public required double SignTest { get; init; }
}
