namespace AgentTuning.Evaluation;

/// <summary>The overall score of one agent in one group.</summary>
/// <param name="Agent">The agent or its label.</param>
/// <param name="Overall">The score with its parts.</param>
public sealed record AgentOverallScore(string Agent, OverallScore Overall);
