using System.Collections.Immutable;
using AgentTuning.Agents;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Official;
using AgentTuning.Episodes;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class AlfWorldEpisodeTests
{
    [Theory]
    [InlineData("paper")]
    [InlineData("v0.2")]
    [InlineData("fc")]
    public async Task Our_own_agent_wins_in_every_edition(string edition)
    {
        var trajectory = await PlayAsync(("edition", edition), ("shots", "none"));

        Assert.Equal((EpisodeEnding.Completed, 1.0, null), (trajectory.Ending, trajectory.Reward, trajectory.Failure));
        Assert.Equal(0, trajectory.Metrics[Grade.InvalidReplies]);
    }

    [Fact]
    public async Task With_tools_the_calls_and_the_tool_stand_in_the_training_conversation()
    {
        var conversation = Assert.Single(TrajectoryConversations.Of(await PlayAsync(("edition", "fc"))));

        Assert.Equal("take_action", Assert.Single(conversation.Tools!).GetProperty("function").GetProperty("name").GetString());
        Assert.Equal([TurnRole.System, TurnRole.User, TurnRole.Assistant, TurnRole.Tool], conversation.Turns.Take(4).Select(turn => turn.Role));
        Assert.All(conversation.Turns.Where(turn => turn.Role == TurnRole.Assistant), turn => Assert.Equal("take_action", Assert.Single(turn.ToolCalls!).Name));
        Assert.Equal(conversation.Turns[2].ToolCalls![0].Id, conversation.Turns[3].ToolCallId);
    }

    [Fact]
    public async Task With_lists_every_reply_is_a_conversation_of_its_own_with_the_loss_on_that_reply()
    {
        var trajectory = await PlayAsync(("edition", "v0.2"), ("shots", "none"));

        var conversations = TrajectoryConversations.Of(trajectory);

        Assert.Equal(trajectory.Metrics["steps"], conversations.Count);
        Assert.All(conversations, conversation => Assert.Equal(conversation.Turns.Count - 1, conversation.Turns.ToList().FindIndex(turn => turn.HasLoss)));
        Assert.All(conversations, conversation => Assert.Single(conversation.Turns, turn => turn.Text.Contains("AVAILABLE ACTIONS: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("paper", true)]
    [InlineData("v0.2", false)]
    public async Task A_demonstration_of_our_own_has_the_form_of_the_benchmarks(string edition, bool hasLaterThoughts)
    {
        var trajectory = await PlayAsync(("edition", edition), ("shots", "own"));

        var shown = trajectory.Turns.Skip(3).TakeWhile(turn => !turn.Text.StartsWith("Here is your task. ", StringComparison.Ordinal)).ToArray();

        Assert.StartsWith("Here is one example.\nYou are in the middle of a room.", shown[0].Text, StringComparison.Ordinal);
        Assert.Equal("ACTION: Task succeeded.\n", shown[^1].Text);
        Assert.All(shown.Where((_, index) => index % 2 == 1), turn => Assert.True(turn is { Role: TurnRole.Assistant, HasLoss: false } && HouseholdReply.Parse(turn.Text).HasMark));
        Assert.StartsWith("THOUGHT: ", shown[1].Text, StringComparison.Ordinal);
        Assert.Equal(hasLaterThoughts, shown.Skip(2).Any(turn => turn.Text.StartsWith("THOUGHT: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_benchmarks_demonstration_is_shown_where_its_file_is_at_hand()
    {
        var file = Path.Combine(SharedFiles.HouseholdPrompts, ShotFile.NameOf(HouseholdEdition.Paper));

        var named = await PlayAsync(("shots", file));
        var found = await PlayAsync(task => task with { Prompts = SharedFiles.HouseholdPrompts });

        Assert.StartsWith("Here is one example.\nYou are in the middle of a room. Looking quickly around you, you see a cabinet 4, a cabinet 3,", named.Turns[3].Text, StringComparison.Ordinal);
        Assert.Equal(named.Turns.Take(17).Select(turn => turn.Text), found.Turns.Take(17).Select(turn => turn.Text));
        Assert.StartsWith("Here is your task. ", named.Turns[17].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewards_of_steps_are_recorded_with_tools_and_taught_to_nobody()
    {
        var tools = await PlayAsync(("edition", "fc"));
        var paper = await PlayAsync(("shots", "none"));

        var rewards = tools.Turns.Where(turn => turn.Role == TurnRole.Assistant).Select(turn => turn.Reward).ToArray();
        Assert.Equal([.. Enumerable.Repeat<double?>(0, rewards.Length - 1), 1], rewards);
        Assert.All(paper.Turns, turn => Assert.Null(turn.Reward));
        Assert.All(TrajectoryConversations.Of(tools).SelectMany(conversation => conversation.Turns), turn => Assert.Null(turn.Reward));
    }

    static Task<Trajectory> PlayAsync(params (string Name, string Value)[] settings) => PlayAsync(task => task, settings);

    static async Task<Trajectory> PlayAsync(Func<AlfWorldTask, AlfWorldTask> change, params (string Name, string Value)[] settings)
    {
        var options = new EnvironmentOptions { Settings = settings.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value) };
        var definition = AlfWorldDefinition.Create().With(options);
        await using var host = await definition.OpenAsync(options, TestContext.Current.CancellationToken);
        var task = new GeneratedHouseTasks(TaskSplit.Test, 4, HouseholdTaskType.PickAndPlace).Create(2);
        task = task with { Data = change(AlfWorldTask.FromJson(task.Data)).ToJson() };
        var runner = new EpisodeRunner(definition, host, new ReferenceAgent(definition, mistakes: 0), new EpisodeOptions(), new FakeTimeProvider());
        return await runner.RunAsync(task, 0, TestContext.Current.CancellationToken);
    }
}
