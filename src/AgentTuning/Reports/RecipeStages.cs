using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>What a report reads of <c>stages.json</c>, the record of a recipe.</summary>
sealed record RecipeStages
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The seed of all stages.</summary>
    public required int Seed { get; init; }

    /// <summary>The finished stages in their order.</summary>
    public ImmutableArray<FinishedStage> Stages { get; init; } = [];
}
