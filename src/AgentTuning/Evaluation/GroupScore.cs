namespace AgentTuning.Evaluation;

/// <summary>The score of a part of the tasks.</summary>
/// <param name="Name">The score group or the category.</param>
/// <param name="Score">The mean reward × 100.</param>
/// <param name="Interval">Its 95 % confidence interval.</param>
/// <param name="Tasks">Tasks with a reward.</param>
public sealed record GroupScore(string Name, double Score, ConfidenceInterval Interval, int Tasks);
