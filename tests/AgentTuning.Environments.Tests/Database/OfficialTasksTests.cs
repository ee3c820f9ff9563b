using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments.Database;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database;

public sealed class OfficialTasksTests
{
    public static TheoryDataRow<string>[] Both =>
    [
        new(DatabaseSettings.Sqlite),
        new(DatabaseSettings.MariaDb) { Traits = { ["Needs"] = ["mariadb"] } },
    ];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_hash_of_every_modifying_task_is_that_of_its_gold_statement(string engineName)
    {
        var tasks = await ReadAsync();
        await using var engine = await Engines.StartAsync(engineName);
        var wrong = new List<string>();
        var modifying = 0;
        foreach (var (agentTask, task) in tasks.Where(pair => pair.Task.IsModifying))
        {
            modifying++;
            await using var database = await engine.CreateAsync(task.Tables, TestContext.Current.CancellationToken);
            var result = await database.ExecuteAsync(task.GoldStatement!, TestContext.Current.CancellationToken);
            var hash = await database.HashAsync(task.Tables[0], TestContext.Current.CancellationToken);
            if (result.Error is not null || hash.ToString() != task.AnswerMd5)
                wrong.Add($"{agentTask.Id}: {result} {hash}");
        }

        Assert.Empty(wrong);
        Assert.Equal(40, modifying);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_reference_agent_earns_1_on_every_task(string engineName)
    {
        var tasks = await ReadAsync();
        await using var host = await OpenAsync(engineName);

        var missed = new List<string>();
        foreach (var (task, _) in tasks)
        {
            using var agent = DatabaseDefinition.Create().CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = 1 });
            if ((await PlayedEpisode.PlayAsync(host, task, agent)).Grade.Reward != 1)
                missed.Add(task.Id);
        }

        Assert.Empty(missed);
        Assert.Equal(60, tasks.Count);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_agent_that_does_not_know_earns_0_on_every_task(string engineName)
    {
        var tasks = await ReadAsync();
        await using var host = await OpenAsync(engineName);

        foreach (var (task, _) in tasks)
        {
            await using var world = await host.OpenAsync(TestContext.Current.CancellationToken);
            await world.ResetAsync(task, TestContext.Current.CancellationToken);
            var step = await world.StepAsync(Turn.Assistant("I don't know"), TestContext.Current.CancellationToken);

            Assert.Equal(EpisodeEnding.InvalidFormat, step.Ending);
            Assert.Equal(0, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
        }
    }

    [Fact]
    public async Task Every_database_reply_of_AgentInstruct_is_an_operation_or_an_answer()
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFiles.AgentInstruct, TestContext.Current.CancellationToken));
        var replies = document.RootElement.EnumerateArray()
            .Where(record => record.GetProperty("id").GetString()!.StartsWith("db_", StringComparison.Ordinal))
            .SelectMany(record => record.GetProperty("messages").EnumerateArray().Skip(3))
            .Where(message => message.GetProperty("role").GetString() == "assistant")
            .Select(message => DatabaseReply.Parse(message.GetProperty("content").GetString()!))
            .ToArray();

        Assert.True(replies.Length > 50);
        Assert.All(replies, reply => Assert.True(reply is { Action: "Operation", Sql.Length: > 0 } or { Action: "Answer", FinalAnswer.Length: > 0 }));
    }

    [Fact]
    public async Task The_instruction_is_that_of_AgentInstruct_word_for_word()
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFiles.AgentInstruct, TestContext.Current.CancellationToken));
        var first = document.RootElement.EnumerateArray().First(record => record.GetProperty("id").GetString()!.StartsWith("db_", StringComparison.Ordinal));

        Assert.Equal(first.GetProperty("messages")[1].GetProperty("content").GetString(), DatabaseDefinition.Create().Prompt);
    }

    static async Task<List<(AgentTask AgentTask, DatabaseTask Task)>> ReadAsync()
    {
        var tasks = new List<(AgentTask, DatabaseTask)>();
        await foreach (var task in new AgentBenchDatabaseTasks(SharedFiles.DatabaseTasks, TaskSplit.Development).ReadAsync(TestContext.Current.CancellationToken))
            tasks.Add((task, DatabaseTask.FromJson(task.Data)));
        return tasks;
    }

    static async ValueTask<IEnvironmentHost> OpenAsync(string engineName) => new DatabaseHost(await Engines.StartAsync(engineName), GradingProfile.Paper);
}
