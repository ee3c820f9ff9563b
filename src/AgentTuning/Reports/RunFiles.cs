using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>The files of run folders that a report is made of.</summary>
/// <param name="Files">Full paths, in the order of the folders and then of the names.</param>
sealed record RunFiles(ImmutableArray<string> Files)
{
    const int MostLevels = 6;

    static readonly string[] Names = ["stages.json", "run.json", "trajectories.jsonl", "filter.json", "mixture.json", "metrics.jsonl", "evaluation.json"];

    /// <summary>Looks through folders and those within them; links to elsewhere are not followed.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    /// <exception cref="InvalidDataException">None of the files is there.</exception>
    public static RunFiles In(IReadOnlyList<string> folders)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MostLevels,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        };
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no folder '{folder}'. Name a folder that collect, filter, mix, train, evaluate or quickstart wrote.");
            files.AddRange(Directory.EnumerateFiles(Path.GetFullPath(folder), "*", options)
                .Where(file => Names.Contains(Path.GetFileName(file), StringComparer.Ordinal))
                .Order(StringComparer.Ordinal));
        }
        return files.Count > 0
            ? new RunFiles([.. files.Distinct(StringComparer.Ordinal)])
            : throw new InvalidDataException(
                $"The folder '{string.Join("', '", folders)}' holds nothing to report, expected one of {string.Join(", ", Names)}. Name the folder of a run.");
    }

    /// <summary>The files of one name.</summary>
    public IEnumerable<string> Named(string name) => Files.Where(file => Path.GetFileName(file) == name);
}
