using AgentTuning.Conversations;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class AlfWorldEnvironmentTests
{
    static readonly (string, string) NoShots = ("shots", "none");

    [Fact]
    public async Task The_papers_edition_opens_with_instruction_acknowledgement_and_task()
    {
        var played = await PlayedHousehold.OpenAsync(settings: NoShots);

        Assert.Equal([TurnRole.User, TurnRole.Assistant, TurnRole.User], played.First.Turns.Select(turn => turn.Role));
        Assert.StartsWith("Interact with a household to solve a task.", played.First.Turns[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("try to act directly more in the process.\n\n", played.First.Turns[0].Text, StringComparison.Ordinal);
        Assert.Equal("OK. I'll follow your instructions and try my best to solve the task.", played.First.Turns[1].Text);
        Assert.False(played.First.Turns[1].HasLoss);
        Assert.Matches(@"^Here is your task\. You are in the middle of a room\. Looking quickly around you, you see [^\n]+\.\nYour task is to: [^\n]+\.$", played.First.Turns[2].Text);
    }

    [Theory]
    [InlineData(HouseholdTaskType.PickAndPlace)]
    [InlineData(HouseholdTaskType.LookInLight)]
    [InlineData(HouseholdTaskType.CleanAndPlace)]
    [InlineData(HouseholdTaskType.HeatAndPlace)]
    [InlineData(HouseholdTaskType.CoolAndPlace)]
    [InlineData(HouseholdTaskType.PickTwoAndPlace)]
    public async Task A_solution_ends_the_episode_with_the_full_reward(HouseholdTaskType type)
    {
        var played = await PlayedHousehold.OpenAsync(type, NoShots);
        var commands = played.Solution;

        foreach (var command in commands.SkipLast(1))
            Assert.Null((await played.SayAsync($"THOUGHT: on.\n ACTION: {command}\n")).Ending);
        var end = await played.SayAsync($"ACTION: {commands[^1].ToUpperInvariant()}");
        var grade = await played.GradeAsync();

        Assert.Equal(EpisodeEnding.Completed, end.Ending);
        Assert.Equal(1, grade.Reward);
        Assert.Equal(commands.Count, grade.Metrics["steps"]);
        Assert.Equal(commands.Count, grade.Metrics["moves"]);
        Assert.Equal(0, grade.Metrics[Grade.InvalidReplies]);
    }

    [Fact]
    public async Task An_action_that_is_no_command_becomes_the_nearest_one_or_nothing_happens()
    {
        var played = await PlayedHousehold.OpenAsync(settings: NoShots);

        var looked = await played.SayAsync("ACTION: look around");
        var lost = await played.SayAsync("ACTION: sing");
        var metrics = (await played.GradeAsync()).Metrics;

        Assert.Equal("You are in the middle of a room. Looking quickly around you, you see nothing.", looked.Observation!.Turns[0].Text);
        Assert.Equal("Nothing happens.", lost.Observation!.Turns[0].Text);
        Assert.Equal((1, 1, 1, 2, 1), (metrics["snapped"], metrics["nothing_happened"], metrics[Grade.InvalidReplies], metrics["steps"], metrics["moves"]));
    }

    [Fact]
    public async Task Thirty_five_replies_are_the_most()
    {
        var played = await PlayedHousehold.OpenAsync(settings: NoShots);

        for (var i = 0; i < 34; i++)
            Assert.Null((await played.SayAsync(i % 2 == 0 ? "ACTION: look" : "ACTION: inventory")).Ending);

        Assert.Equal(EpisodeEnding.TurnLimit, (await played.SayAsync("ACTION: look")).Ending);
        Assert.Equal(0, (await played.GradeAsync()).Reward);
    }

    [Fact]
    public async Task Three_equal_replies_end_the_episode_once_there_were_more_than_three()
    {
        var played = await PlayedHousehold.OpenAsync(settings: NoShots);

        var endings = new List<EpisodeEnding?>();
        for (var i = 0; i < 4; i++)
            endings.Add((await played.SayAsync("ACTION: look")).Ending);

        Assert.Equal([null, null, null, EpisodeEnding.InvalidAction], endings);
    }

    [Fact]
    public async Task Replies_that_differ_in_a_letter_are_not_equal()
    {
        var played = await PlayedHousehold.OpenAsync(settings: NoShots);

        foreach (var reply in (string[])["ACTION: look", "ACTION: look", "ACTION: look\n", "ACTION: look", "ACTION: look"])
            Assert.Null((await played.SayAsync(reply)).Ending);
    }

    [Fact]
    public async Task V0_2_lists_the_actions_and_cuts_older_lists()
    {
        var played = await PlayedHousehold.OpenAsync(settings: [NoShots, ("edition", "v0.2")]);

        var next = (await played.SayAsync("ACTION: look")).Observation!;
        var third = (await played.SayAsync("ACTION: inventory")).Observation!;

        Assert.Contains("if the environment output", played.First.Turns[0].Text, StringComparison.Ordinal);
        Assert.Matches(@"Your task is to: [^\n]+\. AVAILABLE ACTIONS: (go to [a-z0-9 ]+\n)+(help\n)?inventory\nlook\n$", played.First.Turns[2].Text);
        Assert.True(next.StartsAfresh);
        Assert.Equal([TurnRole.User, TurnRole.Assistant, TurnRole.User, TurnRole.Assistant, TurnRole.User], next.Turns.Select(turn => turn.Role));
        Assert.Matches(@"Your task is to: [^\n]+\. $", next.Turns[2].Text);
        Assert.All(next.Turns.Where(turn => turn.Role == TurnRole.Assistant), turn => Assert.False(turn.HasLoss));
        Assert.Contains("you see nothing. AVAILABLE ACTIONS: go to", next.Turns[4].Text, StringComparison.Ordinal);
        Assert.Equal("You are in the middle of a room. Looking quickly around you, you see nothing. ", third.Turns[4].Text);
        Assert.Equal(7, third.Turns.Length);
    }

    [Theory]
    [InlineData("look")]
    [InlineData("ACTION:")]
    [InlineData("")]
    public async Task V0_2_ends_at_a_reply_without_an_action(string reply)
    {
        var played = await PlayedHousehold.OpenAsync(settings: [NoShots, ("edition", "v0.2")]);

        Assert.Equal(EpisodeEnding.InvalidAction, (await played.SayAsync(reply)).Ending);
    }

    [Fact]
    public async Task The_function_calling_edition_has_a_system_message_a_tool_and_no_demonstration()
    {
        var played = await PlayedHousehold.OpenAsync(settings: ("edition", "fc"));

        Assert.Equal([TurnRole.System, TurnRole.User], played.First.Turns.Select(turn => turn.Role));
        Assert.Contains("Note that you should always call a tool", played.First.Turns[0].Text, StringComparison.Ordinal);
        Assert.Contains(" AVAILABLE ACTIONS: ", played.First.Turns[1].Text, StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"function","function":{"name":"take_action","description":"Take an action.","parameters":{"type":"object","properties":{"action":{"type":"string","description":"The action you would like to take"}},"required":["action"],"additionalProperties":false}}}""",
            Assert.Single(played.First.Tools!).GetRawText());
    }

    [Fact]
    public async Task A_call_is_answered_as_a_tool_with_the_actions_and_nothing_is_cut()
    {
        var played = await PlayedHousehold.OpenAsync(settings: ("edition", "fc"));

        var step = await played.CallAsync("""{"anything":" LOOK\nnow"}""", "call_7");

        var turn = Assert.Single(step.Observation!.Turns);
        Assert.Equal((TurnRole.Tool, "call_7"), (turn.Role, turn.ToolCallId));
        Assert.StartsWith("You are in the middle of a room. Looking quickly around you, you see nothing. AVAILABLE ACTIONS: go to", turn.Text, StringComparison.Ordinal);
        Assert.False(step.Observation.StartsAfresh);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"action":7}""")]
    [InlineData("not JSON")]
    public async Task A_call_that_cannot_be_read_costs_a_turn(string arguments)
    {
        var played = await PlayedHousehold.OpenAsync(settings: ("edition", "fc"));

        var step = await played.CallAsync(arguments);

        Assert.Equal("No valid tool calls found. Please call a tool instead.", Assert.Single(step.Observation!.Turns).Text);
        Assert.Equal(1, (await played.GradeAsync()).Metrics[Grade.InvalidReplies]);
    }

    [Fact]
    public async Task Twenty_replies_are_the_most_with_tools_and_those_without_a_call_are_never_equal()
    {
        var played = await PlayedHousehold.OpenAsync(settings: ("edition", "fc"));

        for (var i = 0; i < 19; i++)
        {
            var step = await played.SayAsync("I look.");
            Assert.Equal("No executable tool calls found. Please call a tool instead", Assert.Single(step.Observation!.Turns).Text);
        }

        Assert.Equal(EpisodeEnding.TurnLimit, (await played.SayAsync("I look.")).Ending);
    }

    [Fact]
    public async Task A_solution_by_calls_earns_the_full_reward()
    {
        var played = await PlayedHousehold.OpenAsync(settings: ("edition", "fc"));

        var steps = new List<StepResult> { await played.SayAsync("I begin."), await played.CallAsync("""{"action":"xyz"}""") };
        foreach (var command in played.Solution)
            steps.Add(await played.CallAsync($$"""{"action":"{{command}}"}"""));

        Assert.Equal(EpisodeEnding.Completed, steps[^1].Ending);
        Assert.Equal(1, (await played.GradeAsync()).Reward);
        Assert.Equal([null, .. Enumerable.Repeat<double?>(0, steps.Count - 2), 1], steps.Select(step => step.Reward));
    }

    [Fact]
    public async Task A_game_that_is_not_there_is_the_environments_fault()
    {
        var host = await AlfWorldDefinition.Create().OpenAsync(new EnvironmentOptions(), TestContext.Current.CancellationToken);
        var world = await host.OpenAsync(TestContext.Current.CancellationToken);
        var task = new AgentTask { Environment = "alfworld", Id = "alfworld/x", Split = TaskSplit.Test, Data = new AlfWorldTask { Game = "a/game.tw-pddl", Folder = "/nowhere", Label = "a" }.ToJson() };

        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => world.ResetAsync(task, TestContext.Current.CancellationToken));

        Assert.StartsWith("Task alfworld/x cannot be set: There is no game a/game.tw-pddl in /nowhere. Download json_2.1.1_json.zip", exception.Message, StringComparison.Ordinal);
    }
}
