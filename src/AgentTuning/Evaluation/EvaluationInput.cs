namespace AgentTuning.Evaluation;

/// <summary>A file that was scored.</summary>
/// <param name="File">Its name.</param>
/// <param name="Label">What its agent was called; null for the trajectories' own name.</param>
/// <param name="Trajectories">How many it holds.</param>
/// <param name="Hash">SHA-256 of its lines.</param>
public sealed record EvaluationInput(string File, string? Label, int Trajectories, string Hash);
