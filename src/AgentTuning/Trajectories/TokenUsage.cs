namespace AgentTuning.Trajectories;

/// <summary>Tokens of an episode, summed over its calls.</summary>
/// <param name="InputTokens">Tokens read by the model.</param>
/// <param name="OutputTokens">Tokens written by the model.</param>
public sealed record TokenUsage(long InputTokens, long OutputTokens);
