namespace AgentTuning.Environments.Sandboxes;

/// <summary>A sandbox cannot be had, or is gone.</summary>
public sealed class SandboxException : Exception
{
    /// <summary>With the value found, the value wanted and what to do.</summary>
    public SandboxException(string message)
        : base(message)
    {
    }

    /// <summary>With the fault behind it.</summary>
    public SandboxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
