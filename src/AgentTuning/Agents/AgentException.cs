namespace AgentTuning.Agents;

/// <summary>The agent cannot be asked: the endpoint refuses, answers garbage, or breaks off. The message says which and what to do.</summary>
public sealed class AgentException(string message, Exception? innerException = null) : Exception(message, innerException);
