namespace AgentTuning.Cli.Agents;

/// <summary>How to reach a model of an OpenAI-compatible server.</summary>
sealed record OpenAiAgentOptions
{
    /// <summary>The provider's own address.</summary>
    public static readonly Uri DefaultEndpoint = new("https://api.openai.com/v1");

    /// <summary>The model as the server names it.</summary>
    public required string Model { get; init; }

    /// <summary>The base address, usually ending with <c>/v1</c>.</summary>
    public Uri Endpoint { get; init; } = DefaultEndpoint;

    /// <summary>The key, or null for a server that asks for none. It is written nowhere.</summary>
    public string? Key { get; init; }

    /// <summary>Seeds the jitter of the waits, which changes no result.</summary>
    public int Seed { get; init; }

    /// <summary>True where the endpoint is not the provider's own.</summary>
    public bool IsCustomEndpoint => Endpoint != DefaultEndpoint;
}
