using System.Collections.Immutable;

namespace AgentTuning.Environments;

/// <summary>What a user chose for an environment.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>The engine behind the world, such as <c>sqlite</c> or <c>mariadb</c>; null takes the embedded default.</summary>
    public string? Engine { get; init; }

    /// <summary>Other settings by name, such as <c>connection-string</c>. An environment refuses names it does not know.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
