using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

/// <summary><c>filter</c>, <c>mix</c> and <c>score</c> on a small run of the general environment.</summary>
public sealed class DatasetCommandsTests : IDisposable
{
    readonly TestFolder _folder = new();

    [Fact]
    public async Task A_run_is_filtered_mixed_and_scored()
    {
        await CollectAsync("teacher", "0.5");

        var filter = await CommandRunner.RunAsync("filter", _folder.At("teacher"), "--json");
        var mix = await CommandRunner.RunAsync("mix", "--agent", _folder.At("teacher"), "--general", "generated:50", "--count", "40", "-o", _folder.At("mix"), "--json");
        var score = await CommandRunner.RunAsync("score", _folder.At("teacher"), "-o", _folder.At("scores"), "--json");

        Assert.Equal((0, 0, 0), (filter.Code, mix.Code, score.Code));
        using var filtered = JsonDocument.Parse(filter.Output);
        Assert.Equal(60, filtered.RootElement.GetProperty("read").GetInt32());
        Assert.InRange(filtered.RootElement.GetProperty("kept").GetInt32(), 10, 50);
        using var mixed = JsonDocument.Parse(mix.Output);
        Assert.Equal(40, mixed.RootElement.GetProperty("examples").GetInt32());
        Assert.Equal(40, (await File.ReadAllLinesAsync(_folder.At("mix/dataset.jsonl"), TestContext.Current.CancellationToken)).Length);
        using var scored = JsonDocument.Parse(score.Output);
        Assert.Equal(60, scored.RootElement.GetProperty("scores")[0].GetProperty("tasks").GetInt32());
        Assert.True(File.Exists(_folder.At("scores/evaluation.json")));
    }

    [Fact]
    public async Task Two_runs_are_compared_on_their_common_tasks()
    {
        await CollectAsync("before", "1");
        await CollectAsync("after", "0");

        var (code, output, _) = await CommandRunner.RunAsync("score", $"before={_folder.At("before")}", $"after={_folder.At("after")}");

        Assert.Equal(0, code);
        Assert.Matches(@"(?m)^general +train +after +100\.0 +94\.0 to 100\.0 +60 +0 +completed 60$", output);
        Assert.Matches(@"(?m)^general +train +after +before +\+\d", output);
    }

    [Theory]
    [InlineData("--reward", "high", "--reward is 'high', expected a number from 0 to 1, or an environment and a number such as mind2web=0.5.")]
    [InlineData("--reward", "general=2", "--reward is 'general=2', expected a number from 0 to 1, or an environment and a number such as mind2web=0.5.")]
    [InlineData("--same", "1", "--same is 1, expected 2 or more.")]
    [InlineData("--invalid-replies", "-1", "--invalid-replies is -1, expected 0 or more.")]
    public async Task A_filter_option_that_makes_no_sense_is_wrong_usage(string option, string value, string message)
    {
        Directory.CreateDirectory(_folder.At("run"));
        await File.WriteAllTextAsync(_folder.At("run/trajectories.jsonl"), "", TestContext.Current.CancellationToken);

        var (code, output, remarks) = await CommandRunner.RunAsync("filter", _folder.At("run"), option, value);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generated:0", "--general is 'generated:0', expected generated:<n> with a number of 1 or more.")]
    [InlineData("generated@0", "--general is 'generated@0', expected a weight of more than 0 behind the @.")]
    [InlineData("nowhere.json", "nowhere.json: there is no such file or folder.")]
    public async Task A_general_source_that_makes_no_sense_is_wrong_usage(string source, string message)
    {
        var (code, output, remarks) = await CommandRunner.RunAsync("mix", "--general", source, "--eta", "0", "-o", _folder.At("mix"));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, remarks, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("mix")));
    }

    [Fact]
    public async Task A_folder_that_was_not_filtered_is_named()
    {
        await CollectAsync("teacher", "0");

        var (code, _, remarks) = await CommandRunner.RunAsync("mix", "--agent", _folder.At("teacher"), "--general", "generated:5", "-o", _folder.At("mix"));

        Assert.Equal(2, code);
        Assert.Contains($"{_folder.At("teacher")}: the folder holds no kept.jsonl or dataset.jsonl.", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_line_is_named_and_the_command_fails()
    {
        Directory.CreateDirectory(_folder.At("run"));
        await File.WriteAllTextAsync(_folder.At("run/trajectories.jsonl"), "{\"id\":\n", TestContext.Current.CancellationToken);

        foreach (var command in new[] { "filter", "score" })
        {
            var (code, output, remarks) = await CommandRunner.RunAsync(command, _folder.At("run"));

            Assert.Equal((1, ""), (code, output));
            Assert.Contains("error: trajectories.jsonl line 1: not JSON at byte 6", remarks, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    async Task CollectAsync(string name, string mistakes)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(
            "collect", "--environment", "general", "--agent", "reference", "--mistakes", mistakes, "--tasks", "60", "--output", _folder.At(name));
        Assert.True(code == 0, remarks);
    }
}
