using System.Text.Json;
using AgentTuning.Trajectories;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class CollectCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    [Fact]
    public async Task The_reference_agent_earns_the_full_reward_and_every_episode_is_written()
    {
        var (code, output, remarks) = await CollectAsync("a", "--tasks", "30", "--attempts", "2");

        Assert.Equal(0, code);
        Assert.Equal(
            $"""
            environment   general
            agent         reference
            episodes      60
            mean reward   1.000
            endings       completed 60
            trajectories  {_folder.At("a/trajectories.jsonl")}

            """,
            output);
        Assert.Equal("", remarks);
        Assert.Equal(60, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task The_result_can_be_read_by_a_program()
    {
        var (code, output, _) = await CollectAsync("a", "--tasks", "5", "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(5, json.RootElement.GetProperty("episodes").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("meanReward").GetDouble());
        Assert.Equal(5, json.RootElement.GetProperty("endings").GetProperty("completed").GetInt32());
    }

    [Fact]
    public async Task A_finished_run_is_not_played_again()
    {
        await CollectAsync("a", "--tasks", "5");
        var before = await File.ReadAllBytesAsync(_folder.At("a/trajectories.jsonl"), TestContext.Current.CancellationToken);

        var (code, output, _) = await CollectAsync("a", "--tasks", "5");

        Assert.Equal(0, code);
        Assert.Contains("episodes      5 (5 from before)\n", output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.At("a/trajectories.jsonl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_agent_that_always_says_the_same_earns_nothing()
    {
        var (code, output, _) = await CommandRunner.RunAsync(
            "collect", "--environment", "general", "--agent", "say:I don't know", "--tasks", "20", "--output", _folder.At("a"));

        Assert.Equal(0, code);
        Assert.Contains("mean reward   0.000\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_drawn_from_the_seed()
    {
        await CollectAsync("a", "--tasks", "40", "--mistakes", "0.5", "--seed", "3");
        await CollectAsync("b", "--tasks", "40", "--mistakes", "0.5", "--seed", "3", "--parallel", "1");

        var rewards = (await ReadAsync("a")).Select(trajectory => trajectory.Reward!.Value).ToArray();
        Assert.InRange(rewards.Average(), 0.2, 0.95);
        Assert.Equal(await RunBytes.OfAsync(_folder.At("a")), await RunBytes.OfAsync(_folder.At("b")));
    }

    [Theory]
    [InlineData("There is no environment 'generl'. Did you mean 'general'?", "--environment", "generl", "--agent", "reference")]
    [InlineData("There is no agent 'teacher'. Agents are: reference, openai:<model> (with --endpoint for a server other than OpenAI's), llama:<folder>, and say:<text>, which always says the same.", "--environment", "general", "--agent", "teacher")]
    [InlineData("--endpoint goes with --agent openai:<model>, not with 'reference'.", "--environment", "general", "--agent", "reference", "--endpoint", "http://localhost/v1")]
    [InlineData("--mistakes goes with --agent reference, not with 'say:x'.", "--environment", "general", "--agent", "say:x", "--mistakes", "0.5")]
    [InlineData("--endpoint is 'localhost:80', expected an address such as http://localhost:8000/v1.", "--environment", "general", "--agent", "openai:x", "--endpoint", "localhost:80")]
    [InlineData("The environment 'general' has no engines to choose from; leave --engine out.", "--environment", "general", "--agent", "reference", "--engine", "mariadb")]
    [InlineData("--data nowhere.jsonl: there is no such file or folder.", "--environment", "general", "--agent", "reference", "--data", "nowhere.jsonl")]
    [InlineData("--agent llama:nowhere: there is no folder 'nowhere'. It holds config.json, model.safetensors and tokenizer.json.", "--environment", "general", "--agent", "llama:nowhere")]
    [InlineData("--setting is 'x', expected name=value.", "--environment", "general", "--agent", "reference", "--setting", "x")]
    public async Task What_does_not_exist_or_go_together_is_wrong_usage(string message, params string[] arguments)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["collect", .. arguments, "--output", _folder.At("a")]);

        Assert.Equal(2, code);
        Assert.Contains($"error: {message}\n", remarks, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("a")));
    }

    [Theory]
    [InlineData("--tasks", "0", "--tasks is 0, expected 1 or more.")]
    [InlineData("--attempts", "-1", "--attempts is -1, expected 1 or more.")]
    [InlineData("--parallel", "0", "--parallel is 0, expected 1 or more.")]
    [InlineData("--mistakes", "1.5", "--mistakes is 1.5, expected 0 to 1.")]
    [InlineData("--temperature", "-1", "--temperature is -1, expected 0 or more.")]
    public async Task A_number_out_of_its_range_is_wrong_usage(string option, string value, string message)
    {
        var (code, _, remarks) = await CollectAsync("a", option, value);

        Assert.Equal(2, code);
        Assert.StartsWith($"{message}\n", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_begun_with_other_options_is_refused_and_taken_by_force()
    {
        await CollectAsync("a", "--tasks", "5", "--mistakes", "0.5");

        var refused = await CollectAsync("a", "--tasks", "5", "--mistakes", "0.25");
        var forced = await CollectAsync("a", "--tasks", "5", "--mistakes", "0.25", "--force");

        Assert.Equal(1, refused.Code);
        Assert.Contains("was begun with other options: mistakes was 0.5, now 0.25.", refused.Remarks, StringComparison.Ordinal);
        Assert.Equal(0, forced.Code);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(_folder.At("file"), "", TestContext.Current.CancellationToken);

        var (code, _, remarks) = await CollectAsync("file/run", "--tasks", "5");

        Assert.Equal(1, code);
        Assert.StartsWith($"error: The run folder '{_folder.At("file/run")}' cannot be written: ", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_stops_the_run_with_one_message()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(
            "collect", "--environment", "general", "--agent", "openai:x", "--endpoint", "http://127.0.0.1:1/v1", "--tasks", "50", "--output", _folder.At("a"));

        Assert.Equal(1, code);
        Assert.Contains("5 episodes in a row failed because of the agent 'openai:x', so the run was stopped. The last fault: http://127.0.0.1:1/v1 cannot be reached", remarks, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"failed\"", await File.ReadAllTextAsync(_folder.At("a/run.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    Task<(int Code, string Output, string Remarks)> CollectAsync(string name, params string[] more) =>
        CommandRunner.RunAsync(["collect", "--environment", "general", "--agent", "reference", "--output", _folder.At(name), .. more]);

    async Task<List<Trajectory>> ReadAsync(string name) =>
        await TrajectoryFile.ReadAsync(_folder.At($"{name}/trajectories.jsonl"), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
