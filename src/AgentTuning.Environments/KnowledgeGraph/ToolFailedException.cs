namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A call that the tools refuse; the message says why in the words of the benchmark's function-calling edition.</summary>
sealed class ToolFailedException(string message) : Exception(message);
