using System.Text.RegularExpressions;

namespace AgentTuning.Cli.Recipes;

/// <summary>A whole pipeline by name: commands in their order. A file in <c>recipes/</c>.</summary>
sealed partial record Recipe
{
    /// <summary>The name, and the name of the run folder.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, for people.</summary>
    public required string Description { get; init; }

    /// <summary>What <c>{seed}</c> stands for unless the command line says otherwise.</summary>
    public int Seed { get; init; }

    /// <summary>Remarks for people: where numbers come from, what is our choice.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>What the command line must or may say with <c>--set name=value</c>.</summary>
    public IReadOnlyList<RecipeParameter> Parameters { get; init => field = value ?? []; } = [];

    /// <summary>The commands in their order.</summary>
    public required IReadOnlyList<RecipeStage> Stages { get; init; }

    /// <summary>The recipe with its parameters filled in.</summary>
    /// <param name="values">By name.</param>
    /// <exception cref="UsageException">One is missing, or there is none of such a name.</exception>
    public Recipe With(IReadOnlyDictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(name => Parameters.All(parameter => parameter.Name != name)) is { } unknown)
            throw new UsageException($"--set {unknown}: the recipe '{Name}' has no such parameter. {Describe()}");
        var missing = Parameters.Where(parameter => parameter.Default is null && !values.ContainsKey(parameter.Name)).Select(parameter => parameter.Name).ToList();
        if (missing.Count > 0)
            throw new UsageException($"The recipe '{Name}' must be told {string.Join(", ", missing)}: give --set name=value. {Describe()}");
        var filled = Parameters.ToDictionary(parameter => parameter.Name, parameter => values.GetValueOrDefault(parameter.Name) ?? parameter.Default!, StringComparer.Ordinal);
        return this with { Stages = [.. Stages.Select(stage => stage with { Command = [.. stage.Command.Select(part => Fill(part, filled))] })] };
    }

    /// <summary>What it shows, its notes and its parameters, for people.</summary>
    public string Introduce() => string.Join('\n', (string[])[$"{Name}: {Description}", .. Notes.Select(note => $"  - {note}"), Describe()]);

    /// <summary>The parameters for people, a line each.</summary>
    public string Describe() => Parameters.Count == 0
        ? "It has no parameters."
        : "Its parameters:\n" + string.Join('\n', Parameters.Select(parameter =>
            $"  {parameter.Name.PadRight(Parameters.Max(other => other.Name.Length))}  {parameter.About}{(parameter.Default is { } value ? $" Default: {value}" : "")}"));

    // Values are not looked into again: a path may have braces of its own.
    static string Fill(string part, Dictionary<string, string> values) =>
        Blank().Replace(part, blank => values.GetValueOrDefault(blank.Groups[1].Value) ?? blank.Value);

    [GeneratedRegex(@"\{(\w[\w-]*)\}")]
    private static partial Regex Blank();
}
