namespace AgentTuning.Agents;

/// <summary>The agent cannot be asked: the endpoint refuses, answers garbage, or breaks off. The message says which and what to do.</summary>
public sealed class AgentException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>True where the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the endpoint asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
