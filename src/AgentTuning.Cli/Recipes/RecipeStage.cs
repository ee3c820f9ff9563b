using System.Globalization;

namespace AgentTuning.Cli.Recipes;

/// <summary>One command of a recipe.</summary>
sealed record RecipeStage
{
    /// <summary>Unique within the recipe, in one word.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string About { get; init; }

    /// <summary>How long it takes on four cores, in seconds; null where that depends on what is given.</summary>
    public double? ExpectedSeconds { get; init; }

    /// <summary>The command line without the program's name; <c>{run}</c> is the run folder, <c>{seed}</c> the seed, <c>{split}</c> the split that is measured on, the name of a parameter its value.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The command line with the blanks filled in.</summary>
    public string[] Fill(string run, int seed, string split) =>
    [
        .. Command.Select(part => part
            .Replace("{run}", run, StringComparison.Ordinal)
            .Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{split}", split, StringComparison.Ordinal)),
    ];
}
