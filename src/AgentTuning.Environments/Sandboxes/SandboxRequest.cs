namespace AgentTuning.Environments.Sandboxes;

/// <summary>What a sandbox must be like.</summary>
public sealed record SandboxRequest
{
    /// <summary>The name of the image, as <c>agenttuning images</c> lists it.</summary>
    public string Image { get; init; } = "default";

    /// <summary>True where <c>sudo</c>, <c>su</c> and other programs with the setuid bit must work; false may be faster.</summary>
    public bool NeedsSetuid { get; init; } = true;

    /// <summary>True for a network that reaches the world; false for a loopback of its own only.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>The name of the machine inside.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>What it may use.</summary>
    public SandboxLimits Limits { get; init; } = new();
}
