using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Environments.OperatingSystem.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.OperatingSystem.Reference;

public sealed class OperatingSystemReferenceAgentTests
{
    const string Printed = "The output of the OS:\n\n17\r\n\e]0;root@box: /\aroot@box:/# \e[K";

    static readonly string[] Corrections = ["misspelt", "typing error", "There is no "];

    [Fact]
    public async Task It_runs_the_example_and_answers_with_what_was_printed()
    {
        var replies = await PlayAsync(Task(new OperatingSystemTask
        {
            Description = "How many?",
            Checks = [null, TaskScript.Python("1")],
            Example = TaskScript.Bash("nproc"),
        }));

        Assert.Equal(OperatingSystemAction.Bash, replies[0].Action);
        Assert.Equal("nproc", replies[0].Content);
        Assert.Equal((OperatingSystemAction.Answer, "17"), (replies[^1].Action, replies[^1].Content));
    }

    [Fact]
    public async Task It_finishes_where_the_machine_was_to_be_changed()
    {
        var replies = await PlayAsync(Task(new OperatingSystemTask
        {
            Description = "Do it.",
            Checks = [TaskScript.Bash("true")],
            Example = TaskScript.Bash("useradd anna"),
        }));

        Assert.Equal("useradd anna", replies[0].Content);
        Assert.Equal(OperatingSystemAction.Finish, replies[^1].Action);
    }

    [Theory]
    [InlineData(".plain.log", null)]
    [InlineData(null, "^\\.plain\\.log$")]
    public async Task It_answers_with_what_the_record_says_where_there_is_no_example(string? answer, string? regex)
    {
        var replies = await PlayAsync(Task(new OperatingSystemTask
        {
            Description = "A program writes something into /root every second. Into which file?",
            Match = new AnswerMatch(answer, regex),
        }));

        Assert.Equal("ls /root", replies[0].Content);
        Assert.Equal((OperatingSystemAction.Answer, ".plain.log"), (replies[^1].Action, replies[^1].Content));
    }

    [Fact]
    public async Task It_stops_where_it_cannot_know()
    {
        var replies = await PlayAsync(Task(new OperatingSystemTask { Description = "Do something.", Checks = [TaskScript.Bash("true")] }));

        Assert.Equal(OperatingSystemAction.Finish, Assert.Single(replies).Action);
    }

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Test)]
    public async Task Without_mistakes_every_reply_is_an_action_and_the_last_one_ends_the_episode_in_time(TaskSplit split)
    {
        for (var i = 0; i < 300; i++)
        {
            var replies = await PlayAsync(new GeneratedOperatingSystemTasks(split, 9).Create(i));

            Assert.InRange(replies.Count, 2, OperatingSystemEnvironment.MaxRounds);
            Assert.All(replies.SkipLast(1), reply => Assert.Equal(OperatingSystemAction.Bash, reply.Action));
            Assert.Contains(replies[^1].Action, (OperatingSystemAction[])[OperatingSystemAction.Answer, OperatingSystemAction.Finish]);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_replies_and_mistakes_are_of_all_kinds()
    {
        var (broken, early, typing) = (0, 0, 0);
        for (var i = 0; i < 300; i++)
        {
            var task = new GeneratedOperatingSystemTasks(TaskSplit.Train, 9).Create(i);
            var texts = await TextsAsync(task, mistakes: 1);

            Assert.Equal(texts, await TextsAsync(task, mistakes: 1));
            Assert.DoesNotContain(
                texts.Select(text => text.Split('\n')[0]),
                thought => thought.Contains("  ", StringComparison.Ordinal) || thought.EndsWith(" .", StringComparison.Ordinal) || thought.Contains('{'));
            broken += OperatingSystemReply.Parse(texts[^1]).Action == OperatingSystemAction.None ? 1 : 0;
            early += texts.Count == 1 && OperatingSystemReply.Parse(texts[0]).Action is OperatingSystemAction.Answer or OperatingSystemAction.Finish ? 1 : 0;
            typing += texts.Any(text => Corrections.Any(words => text.Contains(words, StringComparison.Ordinal))) ? 1 : 0;
        }

        Assert.InRange(broken, 30, 90);
        Assert.InRange(early, 30, 100);
        Assert.InRange(typing, 20, 90);
    }

    static AgentTask Task(OperatingSystemTask record) => new()
    {
        Environment = "os",
        Id = "os/here/1",
        Split = TaskSplit.Test,
        Data = record.ToJson(),
    };

    static async Task<List<OperatingSystemReply>> PlayAsync(AgentTask task) => [.. (await TextsAsync(task, mistakes: 0)).Select(OperatingSystemReply.Parse)];

    static async Task<List<string>> TextsAsync(AgentTask task, double mistakes)
    {
        using var agent = new OperatingSystemReferenceAgent(task, new ReferenceAgentOptions { Seed = 4, Mistakes = mistakes });
        var texts = new List<string>();
        do
        {
            var response = await agent.GetResponseAsync([new ChatMessage(ChatRole.User, Printed)], cancellationToken: TestContext.Current.CancellationToken);
            texts.Add(response.Text);
        }
        while (OperatingSystemReply.Parse(texts[^1]).Action == OperatingSystemAction.Bash && texts.Count < 20);
        return texts;
    }
}
