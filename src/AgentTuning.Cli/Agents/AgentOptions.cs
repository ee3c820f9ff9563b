namespace AgentTuning.Cli.Agents;

/// <summary>Which agent plays, and what the command line says about it.</summary>
sealed record AgentOptions
{
    /// <summary>As on the command line: <c>reference</c>, <c>openai:&lt;model&gt;</c>, <c>llama:&lt;folder or org/model&gt;</c> or <c>say:&lt;text&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The probability that an episode of the reference agent contains a mistake.</summary>
    public double Mistakes { get; init; }

    /// <summary>The address for <c>openai:</c>, or null for the provider's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The folder of a LoRA adapter for <c>llama:</c>, or null for the model by itself.</summary>
    public string? Adapter { get; init; }

    /// <summary>Where the model of <c>llama:</c> lies, if it was named as on the hub; null where its name is the folder.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Seeds the jitter of waits.</summary>
    public int Seed { get; init; }
}
