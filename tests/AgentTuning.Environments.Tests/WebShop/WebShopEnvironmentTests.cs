using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.WebShop;

public sealed class WebShopEnvironmentTests
{
    [Fact]
    public async Task An_episode_begins_with_the_instruction_and_one_demonstration_without_loss()
    {
        await using var world = await OpenAsync();

        var turns = (await world.ResetAsync(Task(), Token)).Turns;

        Assert.Equal(11, turns.Length);
        Assert.StartsWith("\nYou are web shopping.\n", turns[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("\nAction:\nclick[something]\n", turns[0].Text, StringComparison.Ordinal);
        Assert.Equal("Ok.", turns[1].Text);
        Assert.All(turns.Where(turn => turn.Role == TurnRole.Assistant), turn => Assert.False(turn.HasLoss));
        Assert.EndsWith(" [SEP] Search\n\nAvailable Actions:\n{'has_search_bar': True, 'clickables': ['search']}", turns[10].Text, StringComparison.Ordinal);
        Assert.StartsWith("Observation:\nWebShop [SEP] Instruction: [SEP] ", turns[10].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purchase_completes_the_episode_with_its_parts()
    {
        await using var world = await OpenAsync();
        await world.ResetAsync(Task(), Token);

        await SayAsync(world, "Action:\nsearch[<q> shakes]");
        await SayAsync(world, "Action:\nsearch[gluten free vegan plant based protein shake soy-free]");
        var results = await SayAsync(world, "Action: click[nothing such]");
        var asin = results.Observation!.Turns[0].Text.Split(" [SEP] ").First(part => part.Length == 10 && part[0] == 'B' && part[1] == '0');
        await SayAsync(world, $"Thought: buy\nAction: click[{asin}]");
        var end = await SayAsync(world, "Action: click[Buy Now]");
        var grade = await world.GradeAsync(Token);

        Assert.Equal(EpisodeEnding.Completed, end.Ending);
        Assert.InRange(grade.Reward, 0, 1);
        Assert.Equal(5, grade.Metrics["rounds"]);
        Assert.Equal(1, grade.Metrics[Grade.InvalidReplies]);
        Assert.Equal(0, grade.Metrics["format_failures"]);
        Assert.Contains("r_type", grade.Metrics.Keys);
    }

    [Fact]
    public async Task A_reply_without_an_action_ends_the_episode_without_reward()
    {
        await using var world = await OpenAsync();
        await world.ResetAsync(Task(), Token);

        var end = await SayAsync(world, "I would rather talk.");
        var grade = await world.GradeAsync(Token);

        Assert.Equal(EpisodeEnding.InvalidFormat, end.Ending);
        Assert.Equal((0, 1), (grade.Reward, grade.Metrics["format_failures"]));
    }

    [Fact]
    public async Task Ten_rounds_are_all()
    {
        await using var world = await OpenAsync();
        await world.ResetAsync(Task(), Token);

        for (var round = 1; round < 10; round++)
            Assert.Null((await SayAsync(world, "Action: search[lamp]")).Ending);

        Assert.Equal(EpisodeEnding.TurnLimit, (await SayAsync(world, "Action: search[lamp]")).Ending);
        Assert.Equal(0, (await world.GradeAsync(Token)).Reward);
    }

    [Fact]
    public async Task Tools_answer_with_the_action_the_observation_and_what_can_be_done()
    {
        await using var world = await OpenAsync("fc");
        var opening = await world.ResetAsync(Task(), Token);

        var none = await world.StepAsync(Turn.Assistant("hm"), Token);
        var bad = await CallAsync(world, "search_action", "[1]");
        var other = await CallAsync(world, "buy_action", """{"x":"y"}""");
        var found = await CallAsync(world, "search_action", """{"anything":"Lamp"}""");

        Assert.Equal(2, opening.Tools!.Count);
        Assert.StartsWith("The initial observation:\nWebShop [SEP] ", opening.Turns[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("Observation:\nNo executable tool calls found! You should call a tool instead.\n\nAvailable Actions:\n{'has_search_bar': True", Text(none), StringComparison.Ordinal);
        Assert.Equal("No valid tool call found from agent.", bad.Observation!.Turns[0].Text);
        Assert.StartsWith("Observation:\nNo executable tool calls found!", Text(other), StringComparison.Ordinal);
        Assert.StartsWith("Action: search[Lamp]\n\nObservation:\nInstruction: [SEP] ", Text(found), StringComparison.Ordinal);
        Assert.Equal(TurnRole.Tool, found.Observation!.Turns[0].Role);
        Assert.Equal(3, (await world.GradeAsync(Token)).Metrics[Grade.InvalidReplies]);
    }

    [Fact]
    public async Task A_goal_beyond_the_last_one_is_the_tasks_fault()
    {
        await using var world = await OpenAsync();

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() => world.ResetAsync(Task(13), Token));

        Assert.Contains("'goal' is 13, but the shop has 13 goals", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Official_goals_are_tasks_and_splits_share_none()
    {
        var ids = new List<string>();
        foreach (var split in Enum.GetValues<TaskSplit>())
            await foreach (var task in new OfficialShopTasks(Official(), split, new WebShopSettings()).ReadAsync(Token))
                ids.Add(task.Id);

        Assert.Equal(13, ids.Distinct().Count());
        Assert.Equal("webshop/items_shuffle_1000.json/human/0", ids.Order(StringComparer.Ordinal).First());
    }

    [Theory]
    [InlineData(TaskSplit.Test, 0, 200)]
    [InlineData(TaskSplit.Development, 200, 280)]
    [InlineData(TaskSplit.Train, 1000, 12087)]
    public void The_full_catalogue_is_split_as_AgentBench_does(TaskSplit split, int start, int end) => Assert.Equal(start..end, OfficialShopTasks.PlacesOf(split, 12087));

    [Theory]
    [InlineData("edition", "v3", "The setting 'edition' is 'v3', expected v0.2, paper, fc.")]
    [InlineData("color", "red", "The shopping environment has no setting 'color'; it has edition, ")]
    [InlineData("products", "0", "The setting 'products' is '0', expected a whole number of at least 1.")]
    [InlineData("nouns", "/no/such", "The setting 'nouns' is '/no/such', expected a file")]
    public void Unknown_settings_are_refused_in_words(string name, string value, string expected)
    {
        var settings = ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => WebShopSettings.From(new EnvironmentOptions { Settings = settings })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"catalogue":{},"goal":1}""")]
    [InlineData("""{"catalogue":{"file":"x"},"goal":-1}""")]
    [InlineData("""{"goal":1}""")]
    [InlineData("7")]
    public void Malformed_tasks_are_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<InvalidDataException>(() => WebShopTask.FromJson(document.RootElement));
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static CatalogueName Official() => new() { File = OfficialFiles.Locate(SharedFiles.WebShop).Products };

    static AgentTask Task(int goal = 0) => new()
    {
        Environment = WebShopDefinition.Name,
        Id = "t",
        Split = TaskSplit.Test,
        Data = new WebShopTask { Catalogue = Official(), Goal = goal }.ToJson(),
    };

    static async Task<IEnvironment> OpenAsync(string edition = "v0.2")
    {
        var settings = WebShopSettings.From(new EnvironmentOptions { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("edition", edition) });
        return await new WebShopHost(settings).OpenAsync(Token);
    }

    static Task<StepResult> SayAsync(IEnvironment world, string reply) => world.StepAsync(Turn.Assistant(reply), Token);

    static Task<StepResult> CallAsync(IEnvironment world, string tool, string arguments) =>
        world.StepAsync(new Turn { Role = TurnRole.Assistant, Text = "", ToolCalls = [new ToolCall("c1", tool, arguments)] }, Token);

    static string Text(StepResult step) => step.Observation!.Turns[^1].Text;
}
