namespace AgentTuning.Trajectories;

/// <summary>What made a trajectory.</summary>
public sealed record TrajectoryProvenance
{
    /// <summary>The environment's version.</summary>
    public required string EnvironmentVersion { get; init; }

    /// <summary>The engine behind the world, or null where there is no choice.</summary>
    public string? Engine { get; init; }

    /// <summary>SHA-256 of system prompt and instruction, first 16 hexadecimal digits.</summary>
    public required string PromptHash { get; init; }

    /// <summary>The episode's seed, made from the run's seed, the task and the attempt.</summary>
    public required int Seed { get; init; }

    /// <summary>The model as the provider names it, where it does.</summary>
    public string? Model { get; init; }

    /// <summary>Sampling temperature; 0 is greedy.</summary>
    public double Temperature { get; init; }

    /// <summary>The most new tokens in one reply.</summary>
    public required int MaxReplyTokens { get; init; }

    /// <summary>The version of this tool.</summary>
    public required string ToolVersion { get; init; }
}
