namespace AgentTuning.Cli.Recipes;

/// <summary>Something that a recipe leaves to who runs it; <c>{name}</c> in its commands.</summary>
sealed record RecipeParameter
{
    /// <summary>In one word.</summary>
    public required string Name { get; init; }

    /// <summary>What to give, in one sentence.</summary>
    public required string About { get; init; }

    /// <summary>What is taken where nothing is given; null where something must be.</summary>
    public string? Default { get; init; }
}
