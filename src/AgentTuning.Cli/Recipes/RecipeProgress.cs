namespace AgentTuning.Cli.Recipes;

/// <summary>What was done of a recipe in a run folder. <c>stages.json</c>.</summary>
sealed record RecipeProgress
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of the recipe with its blanks filled in; a folder belongs to one.</summary>
    public required string Hash { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The split that is measured on.</summary>
    public required string Split { get; init; }

    /// <summary>The finished stages in their order.</summary>
    public IReadOnlyList<StageRecord> Stages { get; init; } = [];

    /// <summary>Seconds spent on the stage that is not finished, by earlier starts.</summary>
    public double UnfinishedSeconds { get; init; }
}
