using System.Text.Json;
using AgentTuning.Evaluation;
using AgentTuning.Tests.Episodes;
using AgentTuning.Tests.Files;
using AgentTuning.Tests.Filtering;

namespace AgentTuning.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Files_of_two_agents_become_one_record_that_reads_back_as_it_was_written()
    {
        var evaluator = Create();
        var before = _folder.Write("base.jsonl", Lines(0, 0, 1, 0));
        var after = _folder.Write("tuned.jsonl", Lines(1, 1, 1, 0));

        var report = await evaluator.RunAsync([(before, "base"), (after, "tuned")], TestContext.Current.CancellationToken);
        await Evaluator.WriteAsync(report, _folder.Path, TestContext.Current.CancellationToken);

        var json = await File.ReadAllTextAsync(_folder.File("evaluation.json"), TestContext.Current.CancellationToken);
        var back = JsonSerializer.Deserialize(json, EvaluationJson.Document.EvaluationReport)!;
        Assert.Equal(json, JsonSerializer.Serialize(back, EvaluationJson.Document.EvaluationReport) + "\n");
        Assert.Equal("base", back.Baseline);
        Assert.Equal([("base", 25.0), ("tuned", 75.0)], back.Scores.Select(cell => (cell.Agent, cell.Score!.Value)));
        Assert.Equal(50, Assert.Single(back.Comparisons).Difference);
        Assert.Equal([("base", 2.0973), ("tuned", 6.2919)], back.Overall.Select(overall => (overall.Agent, Math.Round(overall.Overall.Value, 4))));
        Assert.Equal([("base.jsonl", 4), ("tuned.jsonl", 4)], back.Inputs.Select(input => (input.File, input.Trajectories)));
    }

    [Fact]
    public async Task A_fault_names_the_file_and_the_line()
    {
        var path = _folder.Write("base.jsonl", Lines(0) + Lines(0));

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Create().RunAsync([(path, null)], TestContext.Current.CancellationToken));

        Assert.StartsWith("base.jsonl line 2: database/test/0 has two trajectories of attempt 0 by reference", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    static Evaluator Create() => new([new CountingWorld().Define() with { Name = "database" }], new EvaluationOptions { ToolVersion = "0.1.0" });

    static string Lines(params double[] rewards) =>
        string.Concat(rewards.Select((reward, i) => TrajectoryExample.Line(TrajectoryExample.Make($"database/test/{i}", reward: reward))));
}
