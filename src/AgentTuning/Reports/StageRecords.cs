using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Collection;

namespace AgentTuning.Reports;

/// <summary>Reads how a stage was run from its record.</summary>
static class StageRecords
{
    /// <summary>The stage of a <c>run.json</c>.</summary>
    /// <param name="record">As read.</param>
    /// <param name="name">What to call the stage.</param>
    /// <param name="folder">The folder as the command line names it.</param>
    public static ReportStage ToStage(RunRecord record, string name, string folder) => new()
    {
        Name = name,
        CommandLine = CommandLine(record, folder),
        Status = record.Failure is { } failure ? $"{Files.WireNames.Of(record.Status)}: {failure}" : Files.WireNames.Of(record.Status),
        StartedAt = record.StartedAt,
        Duration = record.ChangedAt > record.StartedAt ? record.ChangedAt - record.StartedAt : null,
        Options = Merged(record),
        Versions = record.Versions,
    };

    /// <summary>The stages of recipes, with what the run folders of the same name tell of them, and then the runs that belong to no recipe.</summary>
    public static ImmutableArray<ReportStage> Merge(IReadOnlyList<RecipeStages> recipes, IReadOnlyList<ReportStage> runs)
    {
        if (recipes.Count != 1)
            return [.. recipes.SelectMany(recipe => recipe.Stages.Select(stage => ToStage(recipe, stage, null))), .. runs];
        var byName = runs.DistinctBy(run => run.Name).ToDictionary(run => run.Name, StringComparer.Ordinal);
        var names = recipes[0].Stages.Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. recipes[0].Stages.Select(stage => ToStage(recipes[0], stage, byName.GetValueOrDefault(stage.Name))),
            .. runs.Where(run => !names.Contains(run.Name)),
        ];
    }

    static ReportStage ToStage(RecipeStages recipe, FinishedStage stage, ReportStage? run) => new()
    {
        Name = stage.Name,
        CommandLine = stage.Command,
        Status = run?.Status ?? "completed",
        StartedAt = run?.StartedAt,
        Duration = TimeSpan.FromSeconds(stage.Seconds),
        Options = run?.Options ?? ImmutableSortedDictionary<string, string>.Empty.Add("seed", recipe.Seed.ToString(CultureInfo.InvariantCulture)),
        Versions = run?.Versions ?? ImmutableSortedDictionary<string, string>.Empty,
    };

    // The settings say the same thing as an option does where they share a name, but as the user wrote it: a path and not its hash.
    static ImmutableSortedDictionary<string, string> Merged(RunRecord record) => record.Options.SetItems(record.Settings);

    static string CommandLine(RunRecord record, string folder)
    {
        var words = new List<string> { "agenttuning", record.Command };
        foreach (var (name, value) in Merged(record))
        {
            if (value is "false" or "all" or "")
                continue;
            words.Add($"--{name}");
            if (value != "true")
                words.Add(Quoted(value));
        }
        words.AddRange(["--output", Quoted(folder)]);
        return string.Join(' ', words);
    }

    static string Quoted(string word) =>
        word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ':' or ',' or '=' or '+' or '@')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
