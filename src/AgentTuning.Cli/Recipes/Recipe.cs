namespace AgentTuning.Cli.Recipes;

/// <summary>A whole pipeline by name: commands in their order. A file in <c>recipes/</c>.</summary>
sealed record Recipe
{
    /// <summary>The name, and the name of the run folder.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, for people.</summary>
    public required string Description { get; init; }

    /// <summary>What <c>{seed}</c> stands for unless the command line says otherwise.</summary>
    public int Seed { get; init; }

    /// <summary>The commands in their order.</summary>
    public required IReadOnlyList<RecipeStage> Stages { get; init; }
}
