namespace AgentTuning.Environments.Sandboxes;

/// <summary>How a program inside a sandbox ended.</summary>
public sealed record SandboxResult
{
    /// <summary>The exit code; 128 and the signal's number where it was killed.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Its standard output, at most as long as its limit.</summary>
    public required byte[] Output { get; init; }

    /// <summary>Its standard error, at most as long as its limit.</summary>
    public required byte[] Error { get; init; }

    /// <summary>True where its time was up.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>True where output or error was longer than its limit.</summary>
    public bool IsCut { get; init; }
}
