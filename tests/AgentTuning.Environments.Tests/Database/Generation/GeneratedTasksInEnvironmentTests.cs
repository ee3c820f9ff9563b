using AgentTuning.Conversations;
using AgentTuning.Environments.Database;
using AgentTuning.Environments.Database.Generation;
using AgentTuning.Environments.Database.MySql;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class GeneratedTasksInEnvironmentTests(ITestOutputHelper output)
{
    const int TaskCount = 250;

    static readonly GeneratedTaskOptions WithAll = new() { DeleteShare = 0.1, JoinShare = 0.1 };

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Development)]
    [InlineData(TaskSplit.Test)]
    public async Task The_reference_agent_earns_every_reward_on_SQLite(TaskSplit split)
    {
        var rewards = await Play(DatabaseSettings.Sqlite, new GeneratedDatabaseTasks(split, 31, WithAll), TaskCount, 0);

        Assert.Equal(TaskCount, rewards.Count(reward => reward == 1));
    }

    [Fact]
    [Trait("Needs", "mariadb")]
    public async Task The_reference_agent_earns_every_reward_on_MariaDB()
    {
        if (MariaDbProgram.Find() is null)
            Components.Missing($"MariaDB was {MariaDbProgram.HowToInstall}.");

        var rewards = await Play(DatabaseSettings.MariaDb, new GeneratedDatabaseTasks(TaskSplit.Test, 31, WithAll), 60, 0);

        Assert.Equal(60, rewards.Count(reward => reward == 1));
    }

    [Fact]
    public async Task With_mistakes_in_every_episode_the_detours_and_recoveries_still_earn_the_reward()
    {
        var rewards = await Play(DatabaseSettings.Sqlite, new GeneratedDatabaseTasks(TaskSplit.Train, 32), 400, 1);

        // 25 % detours and 20 % recoveries.
        Assert.InRange(rewards.Average(), 0.38, 0.52);
    }

    [Fact]
    public async Task An_agent_that_answers_at_once_earns_nothing()
    {
        var definition = DatabaseDefinition.Create();
        await using var host = await definition.OpenAsync(new EnvironmentOptions(), TestContext.Current.CancellationToken);
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Test, 33);

        for (var index = 0; index < 100; index++)
        {
            await using var environment = await host.OpenAsync(TestContext.Current.CancellationToken);
            await environment.ResetAsync(tasks.Create(index), TestContext.Current.CancellationToken);
            await environment.StepAsync(Turn.Assistant("I don't know\nAction: Answer\nFinal Answer: [\"I don't know\"]"), TestContext.Current.CancellationToken);
            Assert.Equal(0, (await environment.GradeAsync(TestContext.Current.CancellationToken)).Reward);
        }
    }

    async Task<List<double>> Play(string engine, GeneratedDatabaseTasks tasks, int count, double mistakes)
    {
        var definition = DatabaseDefinition.Create();
        await using var host = await definition.OpenAsync(new EnvironmentOptions { Engine = engine }, TestContext.Current.CancellationToken);
        var rewards = new List<double>();
        for (var index = 0; index < count; index++)
        {
            var task = tasks.Create(index);
            using var agent = definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = index, Mistakes = mistakes });
            var episode = await PlayedEpisode.PlayAsync(host, task, agent, definition.MaxTurns);
            rewards.Add(episode.Grade.Reward);
            if (mistakes == 0 && rewards[^1] < 1)
                output.WriteLine($"{task.Id}: {string.Join("\n", episode.Turns.Skip(2).Select(turn => turn.Text))}");
        }

        return rewards;
    }
}
