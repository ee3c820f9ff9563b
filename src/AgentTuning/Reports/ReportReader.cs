using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Collection;
using AgentTuning.Datasets;
using AgentTuning.Environments;
using AgentTuning.Evaluation;
using AgentTuning.Files;
using AgentTuning.Filtering;
using AgentTuning.Trajectories;

namespace AgentTuning.Reports;

/// <summary>Gathers a report from the files of run folders, whichever of them are there.</summary>
public sealed class ReportReader
{
    readonly ImmutableArray<string> _folders;
    readonly RunFiles _files;

    /// <summary>For folders, each with all folders within it.</summary>
    /// <param name="folders">One or more; models are shown in the order of the folders.</param>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    /// <exception cref="InvalidDataException">They hold nothing to report.</exception>
    public ReportReader(IReadOnlyList<string> folders)
    {
        _folders = [.. folders.Select(Path.GetFullPath)];
        _files = RunFiles.In(folders);
    }

    /// <summary>Reads everything.</summary>
    /// <param name="title">The heading; null takes the first folder's name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A file is malformed; the message names file, field, the value found and the value wanted.</exception>
    public async Task<ReportContent> ReadAsync(string? title = null, CancellationToken cancellationToken = default)
    {
        var models = new EvaluatedModels(await EvaluationsAsync(cancellationToken));
        var scans = await ScansAsync(cancellationToken);
        var recipes = await AllAsync("stages.json", ReportJson.Default.RecipeStages, cancellationToken);
        var content = new ReportContent
        {
            Title = title ?? (recipes is [var recipe] ? $"{recipe.Recipe}, seed {recipe.Seed}" : $"Run {Path.GetFileName(_folders[0])}"),
            Models = models.Names,
            Scores = models.Sheets,
            Endings = models.Endings,
            Examples = await ExamplesAsync(models, scans, cancellationToken),
            Collections = [.. scans.Where(scan => !IsEvaluated(models, scan)).SelectMany(scan => scan.Counts)],
            Filters = await AllAsync("filter.json", FilterJson.Document.FilterReport, cancellationToken),
            Mixtures = await AllAsync("mixture.json", MixtureJson.Document.MixtureReport, cancellationToken),
            LossCurves = await LossCurvesAsync(cancellationToken),
            Stages = StageRecords.Merge(recipes, await StagesAsync(cancellationToken)),
        };
        return content with { Headline = Headline.Of(content) };
    }

    // Those that compare several models first, so that their baseline leads.
    async Task<IReadOnlyList<EvaluationReport>> EvaluationsAsync(CancellationToken cancellationToken)
    {
        var evaluations = await AllAsync(Evaluator.ReportFile, EvaluationJson.Document.EvaluationReport, cancellationToken);
        return [.. evaluations.OrderByDescending(evaluation => evaluation.Scores.DistinctBy(cell => cell.Agent).Count())];
    }

    async Task<List<TrajectoryScan>> ScansAsync(CancellationToken cancellationToken)
    {
        var scans = new List<TrajectoryScan>();
        foreach (var path in _files.Named(RunFolder.TrajectoriesName))
            scans.Add(await TrajectoryScan.ReadAsync(path, cancellationToken));
        return scans;
    }

    static bool IsEvaluated(EvaluatedModels models, TrajectoryScan scan) =>
        models.Includes(scan.Hash) || (scan.Played.Count > 0 && scan.Played.All(played => models.Names.Contains(played.Agent)));

    static async Task<ImmutableArray<ReportExample>> ExamplesAsync(
        EvaluatedModels models, IEnumerable<TrajectoryScan> scans, CancellationToken cancellationToken)
    {
        var environment = models.Sheets.FirstOrDefault(sheet => sheet.Kind != EnvironmentKind.General)?.Environment ?? models.Sheets.FirstOrDefault()?.Environment;
        var played = new Dictionary<string, List<PlayedTask>>(StringComparer.Ordinal);
        foreach (var scan in scans.Where(scan => IsEvaluated(models, scan)))
        {
            foreach (var (_, agent, task) in scan.Played.Where(task => task.Environment == environment))
            {
                var model = models.LabelOf(scan.Hash) ?? agent;
                if (!played.TryGetValue(model, out var tasks))
                    played.Add(model, tasks = []);
                tasks.Add(task);
            }
        }

        var examples = ImmutableArray.CreateBuilder<ReportExample>();
        var distinct = played.ToDictionary(pair => pair.Key, pair => pair.Value.DistinctBy(task => task.Task).ToList(), StringComparer.Ordinal);
        foreach (var choice in ExampleChoice.Choose(models.Names, distinct))
            examples.Add(await ExampleAsync(choice, cancellationToken));
        return examples.ToImmutable();
    }

    static async Task<ReportExample> ExampleAsync(ExampleChoice choice, CancellationToken cancellationToken)
    {
        var columns = ImmutableArray.CreateBuilder<ExampleColumn>();
        foreach (var (model, task) in choice.Columns)
        {
            var trajectory = await TrajectoryFile.ReadAsync(task.File, cancellationToken).FirstAsync(trajectory => trajectory.Id == task.Id, cancellationToken);
            columns.Add(new ExampleColumn(model, trajectory));
        }
        var first = choice.Columns[0].Played;
        return new ReportExample(choice.Title, first.Task, first.Category, columns.ToImmutable());
    }

    async Task<ImmutableArray<LossCurve>> LossCurvesAsync(CancellationToken cancellationToken)
    {
        var curves = ImmutableArray.CreateBuilder<LossCurve>();
        foreach (var path in _files.Named("metrics.jsonl"))
        {
            var training = ImmutableArray.CreateBuilder<LossPoint>();
            var validation = ImmutableArray.CreateBuilder<LossPoint>();
            await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
            {
                var point = line.Read(ReportJson.Default.MetricsPoint);
                training.Add(new LossPoint(point.Step, point.Loss));
                if (point.ValidationLoss is { } loss)
                    validation.Add(new LossPoint(point.Step, loss));
            }
            curves.Add(new LossCurve(NameOf(path), training.ToImmutable(), validation.ToImmutable()));
        }
        return curves.ToImmutable();
    }

    async Task<IReadOnlyList<ReportStage>> StagesAsync(CancellationToken cancellationToken)
    {
        var stages = new List<ReportStage>();
        foreach (var path in _files.Named(RunFolder.RecordName))
        {
            var folder = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetDirectoryName(path)!);
            stages.Add(StageRecords.ToStage(await ReadAsync(path, RunJson.Readable.RunRecord, cancellationToken), NameOf(path), folder));
        }
        return [.. stages.OrderBy(stage => stage.StartedAt)];
    }

    async Task<ImmutableArray<T>> AllAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var path in _files.Named(name))
            all.Add(await ReadAsync(path, type, cancellationToken));
        return all.ToImmutable();
    }

    static async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new InvalidDataException($"{path} is null, expected an object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {JsonFault.Describe(exception, bytes, type)}", exception);
        }
    }

    // The file's folder as seen from the folder that was named.
    string NameOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var root = _folders.First(root => folder == root || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return folder == root ? Path.GetFileName(root) : Path.GetRelativePath(root, folder).Replace('\\', '/');
    }
}
