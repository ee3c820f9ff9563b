using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Official;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld.Official;

public sealed class AgentBenchHouseholdTasksTests : IDisposable
{
    const string Mug = "json_2.1.1/valid_unseen/pick_and_place_simple-Mug-None-Desk-308/trial_T1/game.tw-pddl";
    const string Pan = "json_2.1.1/valid_unseen/pick_cool_then_place_in_recep-Pan-None-CounterTop-10/trial_T1/game.tw-pddl";

    readonly GameFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_games_of_a_list_are_tasks_in_its_order()
    {
        _folder.Add("valid_unseen", "pick_and_place_simple-Mug-None-Desk-308").Add("valid_unseen", "pick_cool_then_place_in_recep-Pan-None-CounterTop-10");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "prompts"));
        var list = _folder.WriteList("dev.json", new Dictionary<string, string[]> { ["pick_cool_then_place"] = [Pan], ["pick_and_place"] = [Mug] });

        var tasks = await ReadAsync(list, _folder.Path);

        Assert.Equal(["alfworld/dev.json/0", "alfworld/dev.json/1"], tasks.Select(task => task.Id));
        Assert.Equal(["pick_cool_then_place_in_recep", "pick_and_place_simple"], tasks.Select(task => task.Category));
        Assert.Equal(
            new AlfWorldTask
            {
                Game = Pan,
                Folder = _folder.Path,
                TaskType = HouseholdTaskType.CoolAndPlace,
                Label = "pick_cool_then_place_in_recep-Pan-None-CounterTop-10",
                Prompts = Path.Combine(_folder.Path, "prompts"),
            },
            AlfWorldTask.FromJson(tasks[0].Data));
    }

    [Fact]
    public async Task Missing_games_are_counted_and_one_is_named()
    {
        _folder.Add("valid_unseen", "pick_and_place_simple-Mug-None-Desk-308");
        var list = _folder.WriteList("std.json", new Dictionary<string, string[]> { ["pick_and_place"] = [Mug], ["pick_cool_then_place"] = [Pan] });

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(list, _folder.Path));

        Assert.Equal(
            $"1 of the 2 games of {list} are not in {_folder.Path}, such as {Pan}. Download json_2.1.1_json.zip and json_2.1.3_tw-pddl.zip (or the older json_2.1.1_tw-pddl.zip) from the releases of github.com/alfworld/alfworld and unpack them there, so that the folder holds json_2.1.1/valid_unseen.",
            exception.Message);
    }

    [Fact]
    public async Task Without_a_folder_of_data_the_message_says_how_to_name_one()
    {
        var list = _folder.WriteList("std.json", new Dictionary<string, string[]> { ["pick_and_place"] = [Mug] });

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(list, null));

        Assert.Contains("names 1 games of ALFWorld's data, and nothing says where that lies. Give --setting data=FOLDER, or set ALFWORLD_DATA.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "Array, expected an object of task types and lists of games.")]
    [InlineData("""{"pick_and_place":7}""", "'pick_and_place' is 7, expected a list of games.")]
    [InlineData("""{"pick_and_place":[7]}""", "'pick_and_place' holds 7, expected the path of a game.")]
    [InlineData("""{"pick_and_place":["../a/b/c"]}""", "'pick_and_place' holds \"../a/b/c\", expected a path below the folder of ALFWorld's data, without '..'.")]
    [InlineData("""{"pick_and_place":["/a/b/c"]}""", "'pick_and_place' holds \"/a/b/c\", expected a path below the folder of ALFWorld's data, without '..'.")]
    [InlineData("""{"sweep":["a/b/c"]}""", "'sweep' holds \"a/b/c\", of which neither folder nor list says what is to be done")]
    [InlineData("{", "not JSON: ")]
    public async Task A_malformed_list_is_refused_with_the_place(string text, string message)
    {
        var list = _folder.Write("dev.json", text);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(list, _folder.Path));

        Assert.StartsWith($"{list}: {message}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_benchmarks_own_lists_are_read()
    {
        var dev = await CountMissingAsync(SharedFiles.HouseholdLists("dev.json"));
        var train = await CountMissingAsync(SharedFiles.HouseholdLists("train_valid.json"));

        Assert.StartsWith("20 of the 20 games", dev, StringComparison.Ordinal);
        Assert.StartsWith("3150 of the 3150 games", train, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_is_a_list_a_folder_or_one_game()
    {
        var list = _folder.Write("dev.json", "{}");
        var game = _folder.Write("a.tw-pddl", "{}");

        Assert.IsType<AgentBenchHouseholdTasks>(OfficialHouseholdTasks.Open(new TaskSource { Path = list }));
        Assert.IsType<HouseholdFolderTasks>(OfficialHouseholdTasks.Open(new TaskSource { Path = _folder.Path }));
        Assert.IsType<SingleGame>(OfficialHouseholdTasks.Open(new TaskSource { Path = game }));
        Assert.Throws<FileNotFoundException>(() => OfficialHouseholdTasks.Open(new TaskSource { Path = game + "x" }));
    }

    [Fact]
    public async Task One_game_is_named_by_its_folder_or_its_file()
    {
        _folder.Add("train", "pick_two_obj_and_place-Pen-None-Desk-301", "pick_two_obj_and_place");
        var other = _folder.Write("my.tw-pddl", "{}");

        var official = await new SingleGame(Path.Combine(_folder.Path, "json_2.1.1/train/pick_two_obj_and_place-Pen-None-Desk-301/trial_T1/game.tw-pddl"), TaskSplit.Train)
            .ReadAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        var own = await new SingleGame(other, TaskSplit.Test).ReadAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("alfworld/pick_two_obj_and_place-Pen-None-Desk-301/trial_T1/game.tw-pddl", official.Id);
        Assert.Equal("pick_two_obj_and_place", official.Category);
        Assert.Equal("alfworld/my.tw-pddl", own.Id);
        Assert.Null(own.Category);
    }

    static async Task<string> CountMissingAsync(string list)
    {
        using var empty = new GameFolder();
        return (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(list, empty.Path))).Message;
    }

    static async Task<List<AgentTask>> ReadAsync(string list, string? data) =>
        await new AgentBenchHouseholdTasks(list, TaskSplit.Test, data).ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
