using AgentTuning.Agents;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Tasks;
using AgentTuning.Tests.Episodes;
using AgentTuning.Tests.Files;
using AgentTuning.Trajectories;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Tests.Collection;

public sealed class CollectorTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task The_file_is_in_the_order_of_tasks_and_attempts_whatever_the_order_of_finishing()
    {
        await CollectAsync("one", new CollectionOptions { Tasks = 20, Attempts = 3, Parallel = 1 });
        var progress = await CollectAsync("many", new CollectionOptions { Tasks = 20, Attempts = 3, Parallel = 16 }, agent: Shuffling());

        Assert.True(progress.IsComplete);
        Assert.Equal(60, progress.Finished);
        Assert.Equal(await BytesAsync("one"), await BytesAsync("many"));
        Assert.Equal(
            ["counting/0#0", "counting/0#1", "counting/0#2", "counting/1#0"], (await ReadAsync("many")).Take(4).Select(trajectory => trajectory.Id));
    }

    [Fact]
    public async Task Each_attempt_has_its_own_seed()
    {
        await CollectAsync("a", new CollectionOptions { Tasks = 2, Attempts = 2 });

        Assert.Equal(4, (await ReadAsync("a")).Select(trajectory => trajectory.Provenance.Seed).Distinct().Count());
    }

    [Fact]
    public async Task Asked_to_drain_it_keeps_what_is_under_way_and_goes_on_later_to_the_same_bytes()
    {
        using var drain = new CancellationTokenSource();
        var options = new CollectionOptions { Tasks = 10, Attempts = 2, Parallel = 3 };
        await CollectAsync("whole", options);

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        var first = await CollectAsync("b", options, agent: Waiting(_ => WaitAsync(Interlocked.Increment(ref started))), drain: drain);
        var second = await CollectAsync("b", options);

        Assert.False(first.IsComplete);
        Assert.Equal(8, first.Finished);
        Assert.Equal(8, second.Resumed);
        Assert.Equal(20, second.Finished);
        Assert.Equal(await BytesAsync("whole"), await BytesAsync("b"));

        // Three are under way, and five are done, when the eighth begins.
        async Task WaitAsync(int episode)
        {
            if (episode < 6)
                return;
            if (episode == 8)
            {
                await drain.CancelAsync();
                asked.SetResult();
            }
            await asked.Task;
        }
    }

    [Fact]
    public async Task Asked_to_drain_when_all_is_done_it_is_complete()
    {
        using var drain = new CancellationTokenSource();

        var progress = await CollectAsync("a", new CollectionOptions { Tasks = 3 }, drain: drain, reported: progress =>
        {
            if (progress.Finished == 3)
                drain.Cancel();
        });

        Assert.True(progress.IsComplete);
    }

    [Fact]
    public async Task Stopped_at_once_it_loses_no_finished_episode()
    {
        using var stop = new CancellationTokenSource();
        var options = new CollectionOptions { Tasks = 10, Parallel = 2 };
        await CollectAsync("whole", options);

        var started = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CollectAsync("a", options, agent: Waiting(token => WaitAsync(Interlocked.Increment(ref started), token)), stop: stop));
        var finished = (await ReadAsync("a")).Count;
        var resumed = await CollectAsync("a", options);

        Assert.Equal(4, finished);
        Assert.Equal(4, resumed.Resumed);
        Assert.Equal(await BytesAsync("whole"), await BytesAsync("a"));

        // Two are under way, and four are done, when the sixth begins.
        async Task WaitAsync(int episode, CancellationToken token)
        {
            if (episode < 5)
                return;
            if (episode == 6)
                await stop.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(token);
        }
    }

    [Fact]
    public async Task More_tasks_and_attempts_extend_a_finished_file()
    {
        await CollectAsync("a", new CollectionOptions { Tasks = 2 });
        await CollectAsync("a", new CollectionOptions { Tasks = 3, Attempts = 2 });
        await CollectAsync("whole", new CollectionOptions { Tasks = 3, Attempts = 2 });

        Assert.Equal(await BytesAsync("whole"), await BytesAsync("a"));
    }

    [Fact]
    public async Task Fewer_tasks_leave_what_is_there()
    {
        await CollectAsync("a", new CollectionOptions { Tasks = 3 });
        var before = await BytesAsync("a");

        await CollectAsync("a", new CollectionOptions { Tasks = 1 });

        Assert.Equal(before, await BytesAsync("a"));
    }

    [Theory]
    [InlineData(true, 3, EpisodeEnding.Completed)]
    [InlineData(false, 4, EpisodeEnding.AgentFailed)]
    public async Task What_failed_is_played_again_unless_told_otherwise(bool redoes, int resumed, EpisodeEnding ending)
    {
        var failing = new ScriptedAgent((task, _) =>
            task.Id == "counting/2" ? new ScriptedChatClient(_ => throw new AgentException("refused")) : ScriptedChatClient.Replying("stop"));
        await CollectAsync("a", new CollectionOptions { Tasks = 4 }, agent: failing);

        var second = await CollectAsync("a", new CollectionOptions { Tasks = 4, RedoesFailed = redoes });

        Assert.Equal(resumed, second.Resumed);
        Assert.Equal(ending, (await ReadAsync("a"))[2].Ending);
        Assert.Equal(["counting/0#0", "counting/1#0", "counting/2#0", "counting/3#0"], (await ReadAsync("a")).Select(trajectory => trajectory.Id));
    }

    [Fact]
    public async Task A_dead_endpoint_stops_the_run_with_one_message()
    {
        var dead = new ScriptedAgent((_, _) => new ScriptedChatClient(_ => throw new AgentException("http://127.0.0.1:1 refuses the connection.")));

        var exception = await Assert.ThrowsAsync<AgentException>(() => CollectAsync("a", new CollectionOptions { Tasks = 1000, MostFailuresInARow = 3 }, agent: dead));

        Assert.Equal(
            "3 episodes in a row failed because of the agent 'scripted', so the run was stopped. The last fault: http://127.0.0.1:1 refuses the connection. The 3 trajectories so far are safe; the same command goes on from there and tries the failed ones again.",
            exception.Message);
        Assert.Equal(3, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task A_broken_environment_stops_the_run_too()
    {
        var world = new CountingWorld { Reset = () => throw new EnvironmentException("no server") };

        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => CollectAsync("a", new CollectionOptions { Tasks = 9 }, world: world));

        Assert.StartsWith("5 episodes in a row failed because of the environment 'counting'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_between_successes_do_not_stop_the_run()
    {
        var moody = new ScriptedAgent((task, _) =>
            task.Id[^1] is '0' or '3' or '6' or '9' ? ScriptedChatClient.Replying("stop") : new ScriptedChatClient(_ => throw new AgentException("busy")));

        var progress = await CollectAsync("a", new CollectionOptions { Tasks = 12, MostFailuresInARow = 3 }, agent: moody);

        Assert.True(progress.IsComplete);
        Assert.Equal(7, progress.Failed);
        Assert.Equal(1, progress.MeanReward);
    }

    [Fact]
    public async Task Progress_tells_endings_rewards_rate_and_time_left()
    {
        var reports = new List<CollectionProgress>();
        var rewards = new Queue<double>([1, 0, 0.5, 0.5]);
        var world = new CountingWorld { Grading = () => { _clock.Advance(TimeSpan.FromSeconds(2)); return new Grade { Reward = rewards.Dequeue() }; } };

        await CollectAsync("a", new CollectionOptions { Tasks = 4 }, world: world, reported: reports.Add);

        Assert.Equal([1.0, 0.5, 0.5, 0.5], reports.Select(report => report.MeanReward!.Value));
        Assert.Equal([1, 2, 3, 4], reports.Select(report => report.Endings[EpisodeEnding.Completed]));
        Assert.All(reports, report => Assert.Equal(0.5, report.Rate));
        Assert.Equal([6.0, 4, 2, 0], reports.Select(report => report.TimeLeft!.Value.TotalSeconds));
    }

    [Fact]
    public async Task A_task_set_that_holds_an_id_twice_is_refused()
    {
        await using var file = await TrajectoryFile.OpenAsync(_folder.File("a"), TestContext.Current.CancellationToken);
        var world = new CountingWorld();
        var collector = new Collector(RunnerOf(world, Stopping()), new CollectionOptions(), _clock);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(
            () => collector.RunAsync(new SameTaskTwice(), file, null, CancellationToken.None, TestContext.Current.CancellationToken));

        Assert.Equal("The task set holds the id 'counting/7' twice; an id is unique.", exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    async Task<CollectionProgress> CollectAsync(
        string name, CollectionOptions options, IAgent? agent = null, CountingWorld? world = null, Action<CollectionProgress>? reported = null,
        CancellationTokenSource? drain = null, CancellationTokenSource? stop = null)
    {
        await using var file = await TrajectoryFile.OpenAsync(_folder.File(name), TestContext.Current.CancellationToken);
        var collector = new Collector(RunnerOf(world ?? new CountingWorld(), agent ?? Stopping()), options, _clock);
        return await collector.RunAsync(
            new CountingTasks(null), file, new ReportEach<CollectionProgress>(reported ?? (_ => { })), drain?.Token ?? default, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    EpisodeRunner RunnerOf(CountingWorld world, IAgent agent) => new(world.Define(), world, agent, new EpisodeOptions { Seed = 5 }, _clock);

    static ScriptedAgent Stopping() => new((_, _) => ScriptedChatClient.Replying("stop"));

    // Early tasks take long.
    static ScriptedAgent Shuffling() => new((_, seed) => new WaitingChatClient(_ => YieldAsync(seed % 50)));

    static ScriptedAgent Waiting(Func<CancellationToken, Task> wait) => new((_, _) => new WaitingChatClient(wait));

    static async Task YieldAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await Task.Yield();
    }

    Task<byte[]> BytesAsync(string name) => File.ReadAllBytesAsync(_folder.File(name), TestContext.Current.CancellationToken);

    async Task<List<Trajectory>> ReadAsync(string name) =>
        await TrajectoryFile.ReadAsync(_folder.File(name), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    sealed class SameTaskTwice : ITaskSet
    {
        public int? Count => 2;

        public IAsyncEnumerable<AgentTask> ReadAsync(CancellationToken cancellationToken) =>
            new[] { CountingWorld.TaskOf("counting/7"), CountingWorld.TaskOf("counting/7") }.ToAsyncEnumerable();
    }

    sealed class WaitingChatClient(Func<CancellationToken, Task> wait) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
            await wait(cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "stop"));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
