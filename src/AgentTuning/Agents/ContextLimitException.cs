namespace AgentTuning.Agents;

/// <summary>The conversation does not fit the model's context. An episode ends with it; nobody is at fault.</summary>
public sealed class ContextLimitException(string message, Exception? innerException = null) : Exception(message, innerException);
