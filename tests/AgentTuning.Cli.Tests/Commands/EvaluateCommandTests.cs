using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    [Fact]
    public async Task An_agent_is_scored_and_the_evaluation_is_written()
    {
        var (code, output, remarks) = await EvaluateAsync("a", "reference");

        Assert.Equal(0, code);
        Assert.Equal("", remarks);
        Assert.Matches(@"general +test +reference +100\.0 .* 40 +0 +completed 40", output);
        Assert.EndsWith($"The evaluation is {_folder.At("a/evaluation.json")}\n", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("a/evaluation.json"), TestContext.Current.CancellationToken));
        Assert.Equal(100, json.RootElement.GetProperty("scores")[0].GetProperty("score").GetDouble());
        Assert.Equal(40, (await RunBytes.IdsAsync(_folder.At("a/general"))).Length);
    }

    [Fact]
    public async Task Two_agents_are_compared_on_the_same_tasks()
    {
        await EvaluateAsync("base", "say:no", "--label", "base");

        var (code, output, _) = await EvaluateAsync("tuned", "reference", "--label", "tuned", "--compare-with", _folder.At("base"), "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("base", json.RootElement.GetProperty("baseline").GetString());
        var comparison = json.RootElement.GetProperty("comparisons")[0];
        Assert.Equal("tuned", comparison.GetProperty("agent").GetString());
        Assert.Equal(40, comparison.GetProperty("tasks").GetInt32());
        Assert.Equal(40, comparison.GetProperty("wins").GetInt32());
    }

    [Theory]
    [InlineData("--environment is 'general:no', expected a name or name:n with a number of tasks.", "--environment", "general:no")]
    [InlineData("--environment general is given twice.", "--environment", "general", "--environment", "general:4")]
    [InlineData("--compare-with nowhere: there is no evaluation.json in it. Is it the output of 'agenttuning evaluate'?", "--environment", "general", "--compare-with", "nowhere")]
    public async Task What_does_not_go_together_is_wrong_usage(string message, params string[] arguments)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["evaluate", .. arguments, "--agent", "reference", "--output", _folder.At("a")]);

        Assert.Equal(2, code);
        Assert.Contains($"error: {message}\n", remarks, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    Task<(int Code, string Output, string Remarks)> EvaluateAsync(string name, string agent, params string[] more) =>
        CommandRunner.RunAsync(["evaluate", "--environment", "general:40", "--agent", agent, "--output", _folder.At(name), .. more]);
}
