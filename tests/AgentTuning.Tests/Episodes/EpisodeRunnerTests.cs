using System.Net;
using System.Text.Json;
using AgentTuning.Agents;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Trajectories;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Tests.Episodes;

public sealed class EpisodeRunnerTests
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task An_episode_is_recorded_from_the_first_observation_to_the_grade()
    {
        var world = new CountingWorld();
        var client = ScriptedChatClient.Replying("one", "stop");

        var trajectory = await RunAsync(world, client, attempt: 2);

        Assert.Equal("counting/1#2", trajectory.Id);
        Assert.Equal(EpisodeEnding.Completed, trajectory.Ending);
        Assert.Equal(1, trajectory.Reward);
        Assert.Equal(0.5, trajectory.Metrics["f1"]);
        Assert.Null(trajectory.Failure);
        Assert.Equal(
            ["system: Be brief.", "user: start", "assistant: one", "user: seen 1", "assistant: stop"], Lines(trajectory));
        Assert.Equal(3, trajectory.TaskData.GetProperty("goal").GetInt32());
        Assert.True(world.IsDisposed);
        Assert.True(client.IsDisposed);
    }

    [Fact]
    public async Task The_agent_is_sent_the_system_prompt_and_the_turns_and_the_limits()
    {
        var client = ScriptedChatClient.Replying("one", "stop");

        var trajectory = await RunAsync(new CountingWorld(), client);

        Assert.Equal(["system: Be brief.", "user: start", "assistant: one", "user: seen 1"], Lines(client.Calls[1]));
        Assert.Equal(64, client.LastOptions!.MaxOutputTokens);
        Assert.Equal(0f, client.LastOptions.Temperature);
        Assert.Equal(trajectory.Provenance.Seed, client.LastOptions.Seed);
    }

    [Fact]
    public async Task After_a_fresh_start_the_agent_sees_nothing_from_before_but_the_system_prompt()
    {
        var world = new CountingWorld
        {
            Step = (step, _) => step == 1
                ? StepResult.Continue(new Observation { Turns = [Turn.User("again"), Turn.Assistant("Ok.", loss: false), Turn.User("go")], StartsAfresh = true })
                : StepResult.End(EpisodeEnding.Completed),
        };
        var client = ScriptedChatClient.Replying("one", "two");

        var trajectory = await RunAsync(world, client);

        Assert.Equal(["system: Be brief.", "user: again", "assistant: Ok.", "user: go"], Lines(client.Calls[1]));
        Assert.Equal(
            ["system: Be brief.", "user: start", "assistant: one", "user: again", "assistant: Ok.", "user: go", "assistant: two"], Lines(trajectory));
        Assert.Equal([3], trajectory.Turns.Index().Where(turn => turn.Item.StartsAfresh).Select(turn => turn.Index));
    }

    [Fact]
    public async Task The_turn_limit_counts_replies_and_the_episode_is_graded()
    {
        var world = new CountingWorld { Grading = () => new Grade { Reward = 0 } };

        var trajectory = await RunAsync(world, ScriptedChatClient.Replying("one", "two", "three", "four"));

        Assert.Equal(EpisodeEnding.TurnLimit, trajectory.Ending);
        Assert.Equal(0, trajectory.Reward);
        Assert.Equal(
            ["system: Be brief.", "user: start", "assistant: one", "user: seen 1", "assistant: two", "user: seen 2", "assistant: three"],
            Lines(trajectory));
    }

    [Theory]
    [InlineData(EpisodeEnding.InvalidFormat)]
    [InlineData(EpisodeEnding.InvalidAction)]
    [InlineData(EpisodeEnding.TurnLimit)]
    [InlineData(EpisodeEnding.ContextLimit)]
    public async Task An_ending_of_the_environment_is_kept_and_graded(EpisodeEnding ending)
    {
        var world = new CountingWorld { Step = (_, _) => StepResult.End(ending), Grading = () => new Grade { Reward = 0.25 } };

        var trajectory = await RunAsync(world, ScriptedChatClient.Replying("one"));

        Assert.Equal(ending, trajectory.Ending);
        Assert.Equal(0.25, trajectory.Reward);
    }

    public static TheoryData<Exception> TooLong =>
    [
        new ContextLimitException("too long"),
        new HttpRequestException("The prompt is too long: 5000 tokens", null, HttpStatusCode.BadRequest),
        new InvalidOperationException("HTTP 400 (invalid_request_error: context_length_exceeded)\n\nmaximum context length is 4096 tokens"),
    ];

    [Theory]
    [MemberData(nameof(TooLong), DisableDiscoveryEnumeration = true)]
    public async Task A_conversation_that_does_not_fit_is_a_context_limit_and_is_graded(Exception exception)
    {
        var world = new CountingWorld { Grading = () => new Grade { Reward = 0.5 } };

        var trajectory = await RunAsync(world, new ScriptedChatClient(_ => throw exception));

        Assert.Equal(EpisodeEnding.ContextLimit, trajectory.Ending);
        Assert.Equal(0.5, trajectory.Reward);
    }

    public static TheoryData<Exception, string> AgentFaults => new()
    {
        { new AgentException("http://localhost:1 refuses the connection.", new IOException("refused")), "http://localhost:1 refuses the connection. Because: refused" },
        { new HttpRequestException("Too many tokens per minute, limit reached", null, HttpStatusCode.TooManyRequests), "Too many tokens per minute, limit reached" },
        { new TaskCanceledException("The request timed out."), "The request timed out." },
        { new FormatException("odd"), "odd" },
    };

    [Theory]
    [MemberData(nameof(AgentFaults), DisableDiscoveryEnumeration = true)]
    public async Task A_fault_of_the_agent_is_an_ending_without_reward(Exception exception, string failure)
    {
        var world = new CountingWorld();

        var trajectory = await RunAsync(world, new ScriptedChatClient(_ => throw exception));

        Assert.Equal(EpisodeEnding.AgentFailed, trajectory.Ending);
        Assert.Null(trajectory.Reward);
        Assert.Equal(failure, trajectory.Failure);
        Assert.Equal(["system: Be brief.", "user: start"], Lines(trajectory));
        Assert.False(world.IsGraded);
        Assert.True(world.IsDisposed);
    }

    [Fact]
    public async Task A_response_without_a_message_is_a_fault_of_the_agent()
    {
        var trajectory = await RunAsync(new CountingWorld(), new ScriptedChatClient(_ => new ChatResponse()));

        Assert.Equal(EpisodeEnding.AgentFailed, trajectory.Ending);
        Assert.Equal("The agent's response has no message, expected one.", trajectory.Failure);
    }

    [Fact]
    public async Task A_reply_that_does_not_come_in_time_is_a_fault_of_the_agent()
    {
        var client = new SilentChatClient();
        var running = RunAsync(new CountingWorld(), client, options: new EpisodeOptions { ReplyTimeout = TimeSpan.FromSeconds(90) });

        await client.Asked;
        _clock.Advance(TimeSpan.FromSeconds(91));
        var trajectory = await running;

        Assert.Equal(EpisodeEnding.AgentFailed, trajectory.Ending);
        Assert.StartsWith("No reply within 90 s.", trajectory.Failure, StringComparison.Ordinal);
        Assert.Equal(91, trajectory.Timings.AgentSeconds);
        Assert.Equal(91, trajectory.Timings.TotalSeconds);
        Assert.Equal(0, trajectory.Timings.EnvironmentSeconds);
    }

    public static TheoryData<string, CountingWorldParts> BrokenWorlds => new()
    {
        { "reset", new CountingWorldParts(new CountingWorld { Reset = () => throw new EnvironmentException("no disk") }) },
        { "step", new CountingWorldParts(new CountingWorld { Step = (_, _) => throw new InvalidOperationException("no disk") }) },
        { "timeout in step", new CountingWorldParts(new CountingWorld { Step = (_, _) => throw new TaskCanceledException("no disk") }) },
        { "grade", new CountingWorldParts(new CountingWorld { Step = (_, _) => StepResult.End(EpisodeEnding.Completed), Grading = () => throw new EnvironmentException("no disk") }) },
        { "dispose", new CountingWorldParts(new CountingWorld { Step = (_, _) => StepResult.End(EpisodeEnding.Completed), Disposing = () => throw new IOException("no disk") }) },
    };

    [Theory]
    [MemberData(nameof(BrokenWorlds), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_environment_is_an_ending_without_reward(string part, CountingWorldParts parts)
    {
        var world = parts.World;

        var trajectory = await RunAsync(world, ScriptedChatClient.Replying("one", "two", "three"));

        Assert.True(trajectory.Ending == EpisodeEnding.EnvironmentFailed, part);
        Assert.Null(trajectory.Reward);
        Assert.Equal("no disk", trajectory.Failure);
        Assert.True(world.IsDisposed);
    }

    [Theory]
    [InlineData(EpisodeEnding.Cancelled)]
    [InlineData(EpisodeEnding.AgentFailed)]
    [InlineData(null)]
    public async Task An_environment_that_breaks_its_contract_has_failed(EpisodeEnding? ending)
    {
        var world = new CountingWorld { Step = (_, _) => new StepResult { Ending = ending } };

        var trajectory = await RunAsync(world, ScriptedChatClient.Replying("one"));

        Assert.Equal(EpisodeEnding.EnvironmentFailed, trajectory.Ending);
    }

    [Fact]
    public async Task An_agent_that_fails_is_blamed_even_where_the_world_then_breaks_too()
    {
        var world = new CountingWorld { Disposing = () => throw new IOException("no disk") };

        var trajectory = await RunAsync(world, new ScriptedChatClient(_ => throw new AgentException("refused")));

        Assert.Equal(EpisodeEnding.AgentFailed, trajectory.Ending);
        Assert.Equal("refused", trajectory.Failure);
    }

    [Fact]
    public async Task A_cancelled_episode_leaves_no_trajectory_and_releases_the_world()
    {
        using var cancellation = new CancellationTokenSource();
        var world = new CountingWorld { Step = (_, _) => { cancellation.Cancel(); return StepResult.Continue(Observation.FromText("x")); } };
        var runner = new EpisodeRunner(
            world.Define(), world, new ScriptedAgent((_, _) => ScriptedChatClient.Replying("one", "two")), new EpisodeOptions(), _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(CountingWorld.TaskOf(), 0, cancellation.Token));

        Assert.True(world.IsDisposed);
    }

    [Fact]
    public async Task Tool_calls_and_usage_and_model_are_recorded()
    {
        var call = new FunctionCallContent("c1", "look", new Dictionary<string, object?> { ["at"] = "door" });
        var client = new ScriptedChatClient(n => new ChatResponse(new ChatMessage(ChatRole.Assistant, n == 0 ? [new TextContent("I look."), call] : [new TextContent("stop")]))
        {
            ModelId = "m-1",
            Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 3 },
        });
        var world = new CountingWorld
        {
            Step = (step, _) => step == 1
                ? StepResult.Continue(new Observation { Turns = [new Turn { Role = TurnRole.Tool, Text = "a door", ToolCallId = "c1" }] })
                : StepResult.End(EpisodeEnding.Completed),
        };

        var trajectory = await RunAsync(world, client);

        Assert.Equal(new TokenUsage(20, 6), trajectory.Usage);
        Assert.Equal("m-1", trajectory.Provenance.Model);
        Assert.Equal([new ToolCall("c1", "look", """{"at":"door"}""")], trajectory.Turns[2].ToolCalls!);
        var sent = client.Calls[1];
        Assert.Equal("door", ((FunctionCallContent)sent[2].Contents[1]).Arguments!["at"]!.ToString());
        Assert.Equal("a door", ((FunctionResultContent)sent[3].Contents[0]).Result);
    }

    [Fact]
    public async Task With_trimming_the_record_holds_what_the_agent_saw_as_a_fresh_start()
    {
        var digits = new string('1', 1200);
        var world = new CountingWorld { Step = (step, _) => step == 4 ? StepResult.End(EpisodeEnding.Completed) : StepResult.Continue(Observation.FromText($"{digits} {step}")) };
        var client = ScriptedChatClient.Replying("a", "b", "c", "d");

        var trajectory = await RunAsync(world, client, maxTurns: 9, options: new EpisodeOptions { TrimsContext = true });

        // Before the fourth reply: 5 segments per start, 3 × 1201 of observations. The oldest observation and its reply go.
        Assert.Equal(
            ["system: Be brief.", "user: start\n\n[NOTICE] 2 messages are omitted.", "assistant: b", $"user: {digits} 2", "assistant: c", $"user: {digits} 3"],
            Lines(client.Calls[3]));
        var fresh = trajectory.Turns.Index().Single(turn => turn.Item.StartsAfresh).Index;
        Assert.Equal([.. Lines(client.Calls[3]).Skip(1), "assistant: d"], Lines(trajectory).Skip(fresh));
        Assert.Equal([true, true, true, false, false, true], trajectory.Turns.Where(turn => turn.Role == TurnRole.Assistant).Select(turn => turn.HasLoss));
    }

    [Fact]
    public async Task A_system_turn_of_the_environment_takes_the_place_of_its_system_prompt()
    {
        var world = new CountingWorld
        {
            Reset = () => Task.FromResult(new Observation { Turns = [Turn.System("Be rich in words."), Turn.User("start")] }),
            Step = (step, _) => step == 1 ? StepResult.Continue(Observation.FromText("again") with { StartsAfresh = true }) : StepResult.End(EpisodeEnding.Completed),
        };
        var client = ScriptedChatClient.Replying("one", "two");

        var trajectory = await RunAsync(world, client);

        Assert.Equal(["system: Be rich in words.", "user: start"], Lines(client.Calls[0]));
        Assert.Equal(["system: Be rich in words.", "user: again"], Lines(client.Calls[1]));
        Assert.Equal(["system: Be rich in words.", "user: start", "assistant: one", "user: again", "assistant: two"], Lines(trajectory));
    }

    [Fact]
    public async Task Tools_that_the_environment_offers_reach_the_agent_and_the_record()
    {
        using var tool = JsonDocument.Parse("""{"type":"function","function":{"name":"look","description":"Look.","parameters":{"type":"object","properties":{"at":{"type":"string"}}}}}""");
        var world = new CountingWorld { Reset = () => Task.FromResult(Observation.FromText("start") with { Tools = [tool.RootElement] }) };
        var client = ScriptedChatClient.Replying("one", "stop");

        var trajectory = await RunAsync(world, client);

        var offered = Assert.IsAssignableFrom<AIFunctionDeclaration>(Assert.Single(client.LastOptions!.Tools!));
        Assert.Equal(("look", "Look."), (offered.Name, offered.Description));
        Assert.Equal("""{"type":"object","properties":{"at":{"type":"string"}}}""", offered.JsonSchema.GetRawText());
        Assert.Equal(tool.RootElement.GetRawText(), Assert.Single(trajectory.Tools!).GetRawText());
        Assert.Equal(tool.RootElement.GetRawText(), Assert.Single(TrajectoryConversations.Of(trajectory)[0].Tools!).GetRawText());
    }

    [Theory]
    [InlineData("""{"name":"look"}""")]
    [InlineData("""{"function":{"name":"look"}}""")]
    [InlineData("7")]
    public async Task A_tool_without_name_or_parameters_is_a_fault_of_the_environment(string json)
    {
        using var tool = JsonDocument.Parse(json);
        var world = new CountingWorld { Reset = () => Task.FromResult(Observation.FromText("start") with { Tools = [tool.RootElement] }) };

        var trajectory = await RunAsync(world, ScriptedChatClient.Replying("one"));

        Assert.Equal(EpisodeEnding.EnvironmentFailed, trajectory.Ending);
        Assert.Equal($"The environment offers the tool {json}, expected 'function' with 'name' and 'parameters'.", trajectory.Failure);
    }

    Task<Trajectory> RunAsync(CountingWorld world, IChatClient client, int attempt = 0, int maxTurns = 3, EpisodeOptions? options = null) =>
        new EpisodeRunner(world.Define(maxTurns: maxTurns), world, new ScriptedAgent((_, _) => client), options ?? new EpisodeOptions(), _clock)
            .RunAsync(CountingWorld.TaskOf(), attempt, TestContext.Current.CancellationToken);

    static IEnumerable<string> Lines(Trajectory trajectory) => trajectory.Turns.Select(turn => $"{turn.Role.ToString().ToLowerInvariant()}: {turn.Text}");

    static IEnumerable<string> Lines(IEnumerable<ChatMessage> messages) => messages.Select(message => $"{message.Role}: {message.Text}");

    public sealed class CountingWorldParts
    {
        internal CountingWorldParts(CountingWorld world) => World = world;

        internal CountingWorld World { get; }
    }

    sealed class SilentChatClient : IChatClient
    {
        readonly TaskCompletionSource _asked = new();

        public Task Asked => _asked.Task;

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<ChatResponse>();
            await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            _asked.SetResult();
            return await never.Task;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
