using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Official;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld.Official;

public sealed class HouseholdFolderTasksTests : IDisposable
{
    readonly GameFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_games_that_count_are_those_of_allowed_kinds_that_can_be_solved()
    {
        _folder.Add("train", "pick_and_place_simple-Mug-None-Desk-308")
            .Add("train", "look_at_obj_in_light-Book-None-DeskLamp-309", "look_at_obj_in_light")
            .Add("train", "pick_and_place_with_movable_recep-Pen-Mug-Desk-300", "pick_and_place_with_movable_recep")
            .Add("train", "pick_heat_then_place_in_recep-PotatoSliced-None-Fridge-3", "pick_heat_then_place_in_recep")
            .Add("train", "pick_two_obj_and_place-Pen-None-Desk-301", "pick_two_obj_and_place", """{"solvable":false}""")
            .Add("train", "pick_two_obj_and_place-Pen-None-Desk-302", "pick_two_obj_and_place", "{}")
            .Add("train", "pick_cool_then_place_in_recep-Pan-None-Desk-1", taskType: null)
            .Add("train", "odd-Pan-None-Desk-1", "sweep_floor")
            .Add("valid_unseen", "pick_and_place_simple-Mug-None-Desk-10");

        var tasks = await ReadAsync(new HouseholdFolderTasks(_folder.Path, TaskSplit.Train));

        Assert.Equal(
            ["alfworld/json_2.1.1/train/look_at_obj_in_light-Book-None-DeskLamp-309/trial_T1/game.tw-pddl", "alfworld/json_2.1.1/train/pick_and_place_simple-Mug-None-Desk-308/trial_T1/game.tw-pddl"],
            tasks.Select(task => task.Id));
        var mug = AlfWorldTask.FromJson(tasks[1].Data);
        Assert.Equal("pick_and_place_simple", tasks[1].Category);
        Assert.Equal(HouseholdTaskType.PickAndPlace, mug.TaskType);
        Assert.Equal("pick_and_place_simple-Mug-None-Desk-308", mug.Label);
        Assert.Equal("json_2.1.1/train/pick_and_place_simple-Mug-None-Desk-308/trial_T1/game.tw-pddl", mug.Game);
        Assert.Equal(_folder.Path, mug.Folder);
    }

    [Theory]
    [InlineData(TaskSplit.Train, "a-train")]
    [InlineData(TaskSplit.Development, "a-seen")]
    [InlineData(TaskSplit.Test, "a-unseen")]
    public async Task A_split_is_a_folder_of_the_data(TaskSplit split, string label)
    {
        _folder.Add("train", "a-train").Add("valid_seen", "a-seen").Add("valid_unseen", "a-unseen");

        var whole = await ReadAsync(new HouseholdFolderTasks(_folder.Path, split));
        var inner = await ReadAsync(new HouseholdFolderTasks(Path.Combine(_folder.Path, "json_2.1.1"), split));

        Assert.Equal(label, AlfWorldTask.FromJson(Assert.Single(whole).Data).Label);
        Assert.Equal(label, AlfWorldTask.FromJson(Assert.Single(inner).Data).Label);
        Assert.Equal(split, whole[0].Split);
    }

    [Fact]
    public async Task Files_of_other_names_count_by_themselves()
    {
        _folder.Write("b.tw-pddl", "{}");
        _folder.Write("pick_heat_then_place-a.tw-pddl", "{}");

        var tasks = await ReadAsync(new HouseholdFolderTasks(_folder.Path, TaskSplit.Test));

        Assert.Equal(["alfworld/b.tw-pddl", "alfworld/pick_heat_then_place-a.tw-pddl"], tasks.Select(task => task.Id));
        Assert.Equal([null, "pick_heat_then_place_in_recep"], tasks.Select(task => task.Category));
    }

    [Fact]
    public async Task Games_are_looked_at_one_by_one_as_they_are_asked_for()
    {
        _folder.Add("train", "a").Add("train", "b", game: "not JSON");
        var tasks = new HouseholdFolderTasks(_folder.Path, TaskSplit.Train);

        var first = await tasks.ReadAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(tasks));

        Assert.EndsWith("a/trial_T1/game.tw-pddl", first.Id, StringComparison.Ordinal);
        Assert.Contains("b/trial_T1/game.tw-pddl".Replace('/', Path.DirectorySeparatorChar) + ": not JSON", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_games_says_what_to_download()
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new HouseholdFolderTasks(_folder.Path, TaskSplit.Train)));

        Assert.StartsWith($"{_folder.Path} holds no game: there is no .tw-pddl file in it or below. Download json_2.1.1_json.zip", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_games_do_not_count_says_why()
    {
        _folder.Add("train", "a", taskType: null).Add("train", "b", "sweep_floor");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new HouseholdFolderTasks(_folder.Path, TaskSplit.Train)));

        Assert.StartsWith($"None of the 2 games in {_folder.Path} counts: 1 have no traj_data.json beside them", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_without_the_split_says_which_folder_it_wants()
    {
        _folder.Add("train", "a");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new HouseholdFolderTasks(_folder.Path, TaskSplit.Test)));

        Assert.Contains("has no folder valid_unseen", exception.Message, StringComparison.Ordinal);
    }

    static async Task<List<AgentTask>> ReadAsync(HouseholdFolderTasks tasks) => await tasks.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
