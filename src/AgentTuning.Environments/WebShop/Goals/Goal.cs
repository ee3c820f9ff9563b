using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>What an agent shall buy.</summary>
public sealed record Goal
{
    /// <summary>The bound of a goal without a price in its text.</summary>
    public const double NoBound = 1_000_000;

    /// <summary>The product that the goal was made from.</summary>
    public required string Asin { get; init; }

    /// <summary>What the agent is told.</summary>
    public required string Instruction { get; init; }

    /// <summary>The department of that product.</summary>
    public required string Category { get; init; }

    /// <summary>The query of that product, in lower case.</summary>
    public required string Query { get; init; }

    /// <summary>The title of that product.</summary>
    public required string Name { get; init; }

    /// <summary>The path of categories of that product.</summary>
    public required string ProductCategory { get; init; }

    /// <summary>The attributes that are wanted.</summary>
    public required ImmutableArray<string> Attributes { get; init; }

    /// <summary>The most that may be paid, in dollars.</summary>
    public required double PriceUpper { get; init; }

    /// <summary>The option values that are wanted.</summary>
    public required ImmutableArray<GoalOption> Options { get; init; }

    /// <summary>How often it is drawn, relative to others. Default 1.</summary>
    public double Weight { get; init; } = 1;
}
