namespace AgentTuning.Trajectories;

/// <summary>When an episode ran and where its time went.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="TotalSeconds">From opening the environment to the grade.</param>
/// <param name="AgentSeconds">Waiting for replies.</param>
/// <param name="EnvironmentSeconds">In reset, step and grade.</param>
public sealed record EpisodeTimings(DateTimeOffset StartedAt, double TotalSeconds, double AgentSeconds, double EnvironmentSeconds);
