namespace AgentTuning.Environments;

/// <summary>The environment, not the agent, is at fault: a server that died, a task that cannot be set up.</summary>
public sealed class EnvironmentException : Exception
{
    /// <summary>With the value found, the value wanted and what to do.</summary>
    public EnvironmentException(string message)
        : base(message)
    {
    }

    /// <summary>With the fault behind it.</summary>
    public EnvironmentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
