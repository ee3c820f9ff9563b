using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.General;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.General;

public sealed class GeneralEnvironmentTests
{
    static readonly EnvironmentDefinition Definition = GeneralDefinition.Create();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reference_agent_earns_one_on_every_task()
    {
        var rewards = await PlayAsync(300, mistakes: 0);

        Assert.All(rewards, reward => Assert.Equal(1, reward));
    }

    [Fact]
    public async Task The_reference_agent_errs_as_often_as_it_is_told()
    {
        var rewards = await PlayAsync(300, mistakes: 1);

        Assert.All(rewards, reward => Assert.Equal(0, reward));
    }

    [Fact]
    public async Task Both_questions_must_be_answered_rightly()
    {
        var task = await TaskAsync(task => task.Exchanges is [{ Rule: GradingRule.Contains }, _]);
        await using var environment = new GeneralEnvironment();
        await environment.ResetAsync(task, Token);

        var first = await environment.StepAsync(Turn.Assistant("What?"), Token);
        var last = await environment.StepAsync(Turn.Assistant(GeneralEnvironment.Read(task).Exchanges[1].Reply), Token);
        var grade = await environment.GradeAsync(Token);

        Assert.Null(first.Ending);
        Assert.Equal(EpisodeEnding.Completed, last.Ending);
        Assert.Equal(0, grade.Reward);
        Assert.Equal(1, grade.Metrics["right-replies"]);
    }

    [Fact]
    public async Task A_task_of_another_shape_is_a_fault_of_the_environment()
    {
        var task = (await TaskAsync(_ => true)) with { Data = System.Text.Json.JsonElement.Parse("""{"sql":"SELECT 1"}""") };
        await using var environment = new GeneralEnvironment();

        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => environment.ResetAsync(task, Token));

        Assert.Contains(task.Id, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_or_a_setting_is_refused()
    {
        var engine = new EnvironmentOptions { Engine = "sqlite" };
        var setting = new EnvironmentOptions { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("speed", "2") };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Definition.OpenAsync(engine, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Definition.OpenAsync(setting, Token));
    }

    [Fact]
    public void The_data_sheet_has_the_fixed_system_prompt() =>
        Assert.Equal("You are a helpful, respectful and honest assistant.", Definition.SystemPrompt);

    [Fact]
    public async Task Tasks_have_stable_ids_with_split_and_seed()
    {
        var ids = await Definition.OpenTasks(new TaskSource { Split = TaskSplit.Test, Seed = 5 }).ReadAsync(Token)
            .Take(2).Select(task => task.Id).ToArrayAsync(Token);

        Assert.Equal(["general/test/s5/0", "general/test/s5/1"], ids);
    }

    static async Task<List<double>> PlayAsync(int count, double mistakes)
    {
        await using var host = await Definition.OpenAsync(new EnvironmentOptions(), Token);
        var rewards = new List<double>();
        await foreach (var task in Definition.OpenTasks(new TaskSource { Split = TaskSplit.Development, Seed = 3 }).ReadAsync(Token).Take(count))
        {
            using var agent = Definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = task.Seed, Mistakes = mistakes });
            await using var environment = await host.OpenAsync(Token);
            List<ChatMessage> messages = [new(ChatRole.User, (await environment.ResetAsync(task, Token)).Turns[0].Text)];
            while (true)
            {
                var reply = (await agent.GetResponseAsync(messages, cancellationToken: Token)).Text;
                var result = await environment.StepAsync(Turn.Assistant(reply), Token);
                if (result.Ending is not null)
                    break;
                messages.AddRange([new(ChatRole.Assistant, reply), new(ChatRole.User, result.Observation!.Turns[0].Text)]);
            }
            rewards.Add((await environment.GradeAsync(Token)).Reward);
        }
        return rewards;
    }

    static async Task<AgentTask> TaskAsync(Func<GeneralTask, bool> isWanted) =>
        await Definition.OpenTasks(new TaskSource()).ReadAsync(Token).FirstAsync(task => isWanted(GeneralEnvironment.Read(task)), Token);
}
