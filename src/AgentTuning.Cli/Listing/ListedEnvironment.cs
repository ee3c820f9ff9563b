using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Cli.Listing;

/// <summary>An environment and whether its components are present, for a program.</summary>
sealed record ListedEnvironment
{
    public required string Name { get; init; }

    public required EnvironmentKind Kind { get; init; }

    public required string Summary { get; init; }

    public required string Metric { get; init; }

    public required int MaxTurns { get; init; }

    public required ImmutableArray<string> Engines { get; init; }

    /// <summary>True where everything that is required is present.</summary>
    public required bool IsReady { get; init; }

    public required ImmutableArray<ComponentStatus> Components { get; init; }

    public static async Task<ListedEnvironment> OfAsync(EnvironmentDefinition definition, CancellationToken cancellationToken)
    {
        var components = await definition.FindComponentsAsync(cancellationToken);
        return new ListedEnvironment
        {
            Name = definition.Name,
            Kind = definition.Kind,
            Summary = definition.Summary,
            Metric = definition.Metric,
            MaxTurns = definition.MaxTurns,
            Engines = definition.Engines,
            IsReady = components.All(component => component.IsPresent || !component.IsRequired),
            Components = components,
        };
    }
}
