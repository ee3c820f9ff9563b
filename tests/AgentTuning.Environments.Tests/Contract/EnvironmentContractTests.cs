using AgentTuning.Conversations;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.Contract;

public sealed class EnvironmentContractTests
{
    const int Tasks = 40;

    static readonly string[] HostileReplies =
    [
        "", "\0\0\0", "Action: ", "Action: Operation\n", "Action: Operation\n```sql\n\n```", "Action: Operation\n```sql\n\0'\"`;--\n```", "Action: Answer\nFinal Answer: [[[[",
        "Final Answer:", "\ud800 lone surrogate", new string('a', 3_000_000), string.Concat(Enumerable.Repeat("Action: ", 200_000)),
        "Action: Operation\n```sql\nSELECT " + new string('(', 100_000) + "\n```", "Action: Operation\n```sql\nSELECT '" + new string('x', 2_000_000) + "'\n```",
        "Act: bash\n```bash\n\0\u0003\e[2J\n```", "Act: bash\n```bash\n" + new string('x', 50_000) + "\n```", "Act: answer(" + new string('(', 100_000) + ")", "Act: answer(\ud800\0)",
        "Action: Answer\nFinal Answer: " + new string('[', 100_000), "Action: Answer\nFinal Answer: " + new string('9', 100_000),
    ];

    public static TheoryData<string> Names => [.. Catalog.Definitions.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_reference_agent_earns_the_full_reward(string name)
    {
        var definition = Catalog.Find(name)!;
        await using var host = await OpenAsync(definition);
        var missed = new List<string>();
        await foreach (var task in Generated(definition, TaskSplit.Test))
        {
            using var agent = definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = 3 });
            var (_, reward) = await PlayAsync(definition, host, task, agent);
            if (reward != 1)
                missed.Add(task.Id);
        }

        Assert.Empty(missed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_agent_that_says_nothing_earns_nothing(string name)
    {
        var definition = Catalog.Find(name)!;
        await using var host = await OpenAsync(definition);
        await foreach (var task in Generated(definition, TaskSplit.Test))
        {
            await using var world = await host.OpenAsync(TestContext.Current.CancellationToken);
            await world.ResetAsync(task, TestContext.Current.CancellationToken);
            for (var turn = 0; turn < definition.MaxTurns; turn++)
                if ((await world.StepAsync(Turn.Assistant(""), TestContext.Current.CancellationToken)).Ending is not null)
                    break;

            Assert.Equal(0, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_seed_gives_the_same_text(string name)
    {
        var definition = Catalog.Find(name)!;
        await using var host = await OpenAsync(definition);
        await foreach (var task in Generated(definition, TaskSplit.Train))
        {
            using var agent = definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = 5, Mistakes = 0.5 });
            using var again = definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = 5, Mistakes = 0.5 });

            var (first, _) = await PlayAsync(definition, host, task, agent);
            var (second, _) = await PlayAsync(definition, host, task, again);

            Assert.Equal(first, second);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hostile_replies_are_observations_or_endings(string name)
    {
        var definition = Catalog.Find(name)!;
        await using var host = await OpenAsync(definition);
        var task = await Generated(definition, TaskSplit.Train).FirstAsync(TestContext.Current.CancellationToken);
        foreach (var reply in HostileReplies)
        {
            await using var world = await host.OpenAsync(TestContext.Current.CancellationToken);
            await world.ResetAsync(task, TestContext.Current.CancellationToken);
            var step = await world.StepAsync(Turn.Assistant(reply), TestContext.Current.CancellationToken);

            Assert.True(step.Ending is not null ^ step.Observation is not null);
            Assert.Equal(0, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_grade_counts_the_invalid_replies(string name)
    {
        var definition = Catalog.Find(name)!;
        await using var host = await OpenAsync(definition);
        await using var world = await host.OpenAsync(TestContext.Current.CancellationToken);
        var task = await Generated(definition, TaskSplit.Train).FirstAsync(TestContext.Current.CancellationToken);
        await world.ResetAsync(task, TestContext.Current.CancellationToken);

        var grade = await world.GradeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, grade.Metrics[Grade.InvalidReplies]);
    }

    static async Task<IEnvironmentHost> OpenAsync(EnvironmentDefinition definition)
    {
        await Components.RequireAsync(definition);
        return await definition.OpenAsync(new EnvironmentOptions(), TestContext.Current.CancellationToken);
    }

    static IAsyncEnumerable<AgentTask> Generated(EnvironmentDefinition definition, TaskSplit split) =>
        definition.OpenTasks(new TaskSource { Split = split, Seed = 11 }).ReadAsync(TestContext.Current.CancellationToken).Take(Tasks);

    static async Task<(string Text, double Reward)> PlayAsync(EnvironmentDefinition definition, IEnvironmentHost host, AgentTask task, IChatClient agent)
    {
        var episode = await PlayedEpisode.PlayAsync(host, task, agent, definition.MaxTurns);
        return (string.Join("\n\n", episode.Turns.Select(turn => turn.Text)), episode.Grade.Reward);
    }
}
