using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Collection;
using AgentTuning.Datasets;
using AgentTuning.Environments;
using AgentTuning.Evaluation;
using AgentTuning.Filtering;
using AgentTuning.Reports;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Reports;

public sealed class ReportReaderTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_whole_run_is_gathered_from_its_files()
    {
        await WriteRunAsync();

        var content = await new ReportReader([_folder]).ReadAsync("All of it", Token);

        Assert.Equal("All of it", content.Title);
        Assert.Equal(["base", "tuned"], content.Models);
        Assert.Equal([0.25, 0.75], content.Scores.Single().Overall.Scores.Select(score => score!.Value));
        Assert.Equal(0.5, content.Scores.Single().Changes.Single().Difference, 9);
        Assert.Equal(["base", "tuned"], content.Endings.Select(counts => counts.Model));
        Assert.Equal(710, content.Filters.Single().Dropped);
        Assert.Equal(11_450, content.Mixtures.Single().Examples);
        Assert.Equal([new LossPoint(1, 2.5), new LossPoint(2, 1.5)], content.LossCurves.Single().Training);
        Assert.Equal([new LossPoint(2, 1.75)], content.LossCurves.Single().Validation);
        Assert.Equal("train", content.LossCurves.Single().Name);
    }

    [Fact]
    public async Task What_was_evaluated_does_not_count_as_collected()
    {
        await WriteRunAsync();

        var content = await new ReportReader([_folder]).ReadAsync(cancellationToken: Token);

        var collection = Assert.Single(content.Collections);
        Assert.Equal("reference", collection.Agent);
        Assert.Equal(2, collection.Episodes);
        Assert.Equal(0.5, collection.MeanReward);
        Assert.Equal(1, collection.Endings["completed"]);
    }

    [Fact]
    public async Task Three_tasks_are_chosen_to_read_with_the_trajectories_of_both_models()
    {
        await WriteRunAsync();

        var content = await new ReportReader([_folder]).ReadAsync(cancellationToken: Token);

        Assert.Equal(["Solved by tuned only", "Solved by tuned only", "Solved by none"], content.Examples.Select(example => example.Title));
        Assert.Equal(["t1", "t2", "t3"], content.Examples.Select(example => example.Task));
        Assert.Equal(["base", "tuned"], content.Examples[0].Columns.Select(column => column.Model));
        Assert.Equal([0, 1], content.Examples[0].Columns.Select(column => column.Trajectory.Reward!.Value));
    }

    [Fact]
    public async Task A_stage_has_its_command_options_versions_and_time()
    {
        await WriteRunAsync();

        var stage = (await new ReportReader([_folder]).ReadAsync(cancellationToken: Token)).Stages.Single();

        Assert.Equal("collect", stage.Name);
        Assert.StartsWith("agenttuning collect --agent reference --data 'my tasks.jsonl' --seed 7 --tasks 2 --output ", stage.CommandLine, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(90), stage.Duration);
        Assert.Equal("7", stage.Options["seed"]);
        Assert.Equal("0.1.0", stage.Versions["tool"]);
    }

    [Fact]
    public async Task The_stages_of_a_recipe_come_with_their_commands_and_what_their_folders_tell()
    {
        await WriteRunAsync();
        await WriteAsync("stages.json", """{"recipe":"quickstart","seed":3,"stages":[{"name":"collect","command":"agenttuning collect -e database","seconds":12.5},{"name":"tune","command":"agenttuning train","seconds":70}]}""");

        var content = await new ReportReader([_folder]).ReadAsync(cancellationToken: Token);

        Assert.Equal("quickstart, seed 3", content.Title);
        Assert.Equal(["collect", "tune"], content.Stages.Select(stage => stage.Name));
        Assert.Equal(["agenttuning collect -e database", "agenttuning train"], content.Stages.Select(stage => stage.CommandLine));
        Assert.Equal([12.5, 70], content.Stages.Select(stage => stage.Duration!.Value.TotalSeconds));
        Assert.Equal(["7", "3"], content.Stages.Select(stage => stage.Options["seed"]));
    }

    [Fact]
    public async Task The_page_of_a_run_folder_shows_its_figures()
    {
        await WriteRunAsync();
        using var writer = new StringWriter();

        HtmlReport.Write(await new ReportReader([_folder]).ReadAsync(cancellationToken: Token), writer);

        Assert.Contains("The score on database went from 25.0 % to 75.0 % (+50.0 points, n = 4).", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_evaluation_makes_a_report()
    {
        await WriteEvaluationAsync(("tuned", [1, 1, 0, 1]));

        var content = await new ReportReader([_folder]).ReadAsync(cancellationToken: Token);

        Assert.Equal(["tuned"], content.Models);
        Assert.Equal(["Solved", "Solved", "Not solved"], content.Examples.Select(example => example.Title));
        Assert.True(content.Collections.IsEmpty && content.Filters.IsEmpty && content.Mixtures.IsEmpty && content.LossCurves.IsEmpty && content.Stages.IsEmpty);
    }

    [Fact]
    public async Task A_kept_file_with_a_fault_is_named()
    {
        await WriteAsync("filter.json", """{"input":3}""");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => new ReportReader([_folder]).ReadAsync(cancellationToken: Token));

        Assert.Contains("filter.json: input is 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metrics_line_with_a_fault_is_named()
    {
        await WriteAsync("metrics.jsonl", """{"step":1,"loss":2}""" + "\n" + """{"step":2}""" + "\n");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => new ReportReader([_folder]).ReadAsync(cancellationToken: Token));

        Assert.Contains("metrics.jsonl line 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("loss", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_anything_to_report_is_refused_with_what_was_looked_for()
    {
        var exception = Assert.Throws<InvalidDataException>(() => new ReportReader([_folder]));

        Assert.Contains(_folder, exception.Message, StringComparison.Ordinal);
        Assert.Contains("evaluation.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var exception = Assert.Throws<DirectoryNotFoundException>(() => new ReportReader([Path.Combine(_folder, "nowhere")]));

        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
    }

    async Task WriteRunAsync()
    {
        var record = new RunRecord
        {
            Command = "collect",
            Status = RunStatus.Completed,
            Options = ImmutableSortedDictionary<string, string>.Empty.Add("agent", "reference").Add("seed", "7").Add("data", "0badcafe").Add("trim-context", "false"),
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("data", "my tasks.jsonl").Add("tasks", "2"),
            Versions = ImmutableSortedDictionary<string, string>.Empty.Add("tool", "0.1.0"),
            StartedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch.AddSeconds(90),
        };
        await WriteAsync("collect/run.json", JsonSerializer.Serialize(record, RunJson.Readable.RunRecord));
        await WriteAsync("collect/trajectories.jsonl", Lines("reference", [1, 0]));
        await WriteAsync("filter/filter.json", JsonSerializer.Serialize(SampleReports.Usual.Filters[0], FilterJson.Document.FilterReport));
        await WriteAsync("mix/mixture.json", JsonSerializer.Serialize(SampleReports.Usual.Mixtures[0], MixtureJson.Document.MixtureReport));
        await WriteAsync("train/metrics.jsonl", """{"step":1,"loss":2.5,"learningRate":0.1,"seconds":1}""" + "\n" + """{"step":2,"loss":1.5,"validationLoss":1.75}""" + "\n");
        await WriteEvaluationAsync(("base", [1, 0, 0, 0]), ("tuned", [1, 1, 1, 0]));
    }

    async Task WriteEvaluationAsync(params (string Label, int[] Rewards)[] models)
    {
        foreach (var (label, rewards) in models)
            await WriteAsync($"evaluate/{label}/trajectories.jsonl", Lines($"llama:{label}", rewards));
        var definitions = Array.Empty<EnvironmentDefinition>();
        var report = await new Evaluator(definitions, new EvaluationOptions { ToolVersion = "0.1.0" })
            .RunAsync(models.Select(model => (Path.Combine(_folder, "evaluate", model.Label, "trajectories.jsonl"), (string?)model.Label)), Token);
        await Evaluator.WriteAsync(report, Path.Combine(_folder, "evaluate"), Token);
    }

    static string Lines(string agent, int[] rewards) => string.Concat(rewards.Select((reward, i) =>
    {
        var trajectory = SampleReports.Usual.Examples[0].Columns[reward].Trajectory with { Id = $"t{i}#0", Task = $"t{i}", Agent = agent, Reward = reward };
        return JsonSerializer.Serialize(trajectory, TrajectoryJson.Readable.Trajectory) + "\n";
    }));

    async Task WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Token);
    }
}
