using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OfficialTasksTests
{
    // du -sh prints a decimal below 10 K ('4.0K'), which the task's own check does not read.
    static readonly string[] Broken = ["os/data/dev.json/8"];

    // A busy machine may be silent for longer than five seconds.
    static readonly EnvironmentOptions Patient = new()
    {
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add("silence-seconds", "30").Add("command-seconds", "60"),
    };

    static readonly ParallelOptions Several = new() { MaxDegreeOfParallelism = 4 };

    [Fact]
    public async Task The_reference_agent_earns_1_on_every_task_of_dev_but_the_broken_one()
    {
        var definition = OperatingSystemDefinition.Create();
        await using var host = await Machines.OpenAsync(Patient);
        var rewards = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(Tasks(TaskSplit.Development), Several, async (task, _) =>
        {
            using var agent = definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = 1 });
            rewards[task.Id] = (await PlayedEpisode.PlayAsync(host, task, agent)).Grade.Reward;
        });

        Assert.Equal(Broken, rewards.Where(pair => pair.Value != 1).Select(pair => pair.Key));
        Assert.Equal(26, rewards.Count);
    }

    [Fact]
    public async Task An_agent_that_finishes_at_once_earns_0_on_every_task_of_dev()
    {
        await using var host = await Machines.OpenAsync(Patient);
        await Parallel.ForEachAsync(Tasks(TaskSplit.Development), Several, async (task, token) =>
        {
            await using var world = await host.OpenAsync(token);
            await world.ResetAsync(task, token);
            await world.StepAsync(Turn.Assistant("Think: done.\n\nAct: finish"), token);

            Assert.Equal(0, (await world.GradeAsync(token)).Reward);
        });
    }

    [Fact]
    public async Task Reference_solutions_of_training_tasks_pass_their_own_checks()
    {
        await using var checker = await Machines.OpenCheckerAsync();
        var checks = new ConcurrentBag<TaskCheck>();
        var tasks = Tasks(TaskSplit.Train).Where((_, i) => i % 50 == 2);
        await Parallel.ForEachAsync(tasks, Several, async (task, token) => checks.Add(await checker.CheckAsync(task, token)));

        // Number 252 prints two numbers where its check reads one.
        Assert.Equal(["os/train_0317/training.json/252"], checks.Where(check => !check.Passes).Select(check => check.Id));
        Assert.Equal(20, checks.Count);
    }

    static IAsyncEnumerable<AgentTask> Tasks(TaskSplit split) =>
        OperatingSystemDefinition.Create().OpenTasks(new TaskSource { Path = SharedFiles.OperatingSystemTasks, Split = split }).ReadAsync(TestContext.Current.CancellationToken);
}
