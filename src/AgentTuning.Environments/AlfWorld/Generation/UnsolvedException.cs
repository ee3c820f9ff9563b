namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>No solution of a game was found.</summary>
public sealed class UnsolvedException(string message) : Exception(message);
