using System.Text.Json;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class AlfWorldTaskTests
{
    [Fact]
    public void A_generated_house_comes_back_as_it_was_written()
    {
        var task = new AlfWorldTask { House = new HouseName(1, 17, TaskSplit.Test), TaskType = HouseholdTaskType.HeatAndPlace, Label = "kitchen 17" };

        var json = task.ToJson();

        Assert.Equal("""{"house":{"generator":1,"seed":17,"split":"test"},"taskType":"pick_heat_then_place_in_recep","label":"kitchen 17"}""", json.GetRawText());
        Assert.Equal(task, AlfWorldTask.FromJson(json));
    }

    [Fact]
    public void An_unusual_house_is_built_again_from_the_data_of_its_task()
    {
        var options = new HouseOptions { Size = 1.5, NearNames = 1, Texts = HouseTexts.Old, Doors = 0.5 };
        var task = new GeneratedHouseTasks(TaskSplit.Test, 3, HouseholdTaskType.CoolAndPlace, options).Create(4);

        var built = GameSource.Default.Open(AlfWorldTask.FromJson(task.Data));

        var house = HouseGenerator.Create(HouseGenerator.NameOf(3, TaskSplit.Test, HouseholdTaskType.CoolAndPlace, 4), HouseholdTaskType.CoolAndPlace, options);
        Assert.Equal(house.Game.ToBytes(), built.ToBytes());
        Assert.Equal("alfworld/test-cool/4@3/doors=0.5,near-names=1,size=1.5,texts=old", task.Id);
        Assert.Contains("\"knobs\":{\"doors\":\"0.5\",\"near-names\":\"1\",\"size\":\"1.5\",\"texts\":\"old\"},", task.Data.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"size\":\"9\"", "The setting 'size' is '9', expected 0.5 to 3.")]
    [InlineData("\"colour\":\"red\"", "Generated houses have no setting 'colour'; they have texts, room, size, ")]
    [InlineData("\"room\":\"bathroom\"", "There is no pick_heat_then_place_in_recep in a bathroom; it is in: kitchen.")]
    public void A_house_that_cannot_be_built_is_refused(string knob, string message)
    {
        using var document = JsonDocument.Parse($$$"""{"label":"a","house":{"generator":2,"seed":2,"split":"test"},"taskType":"pick_heat_then_place_in_recep","knobs":{{{{knob}}}}}""");
        var task = AlfWorldTask.FromJson(document.RootElement);

        var exception = Assert.Throws<InvalidDataException>(() => GameSource.Default.Open(task));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_file_comes_back_as_it_was_written()
    {
        var task = new AlfWorldTask { Game = "json_2.1.1/train/a/b/game.tw-pddl", Folder = "/data", Label = "a" };

        var json = task.ToJson();

        Assert.Equal("""{"game":"json_2.1.1/train/a/b/game.tw-pddl","folder":"/data","label":"a"}""", json.GetRawText());
        Assert.Equal(task, AlfWorldTask.FromJson(json));
    }

    [Theory]
    [InlineData("""{"game":"a.tw-pddl"}""", "the record lacks 'label'.")]
    [InlineData("""{"label":"a"}""", "The task has neither or both of 'game' and 'house', expected one.")]
    [InlineData("""{"label":"a","game":"a","house":{"generator":1,"seed":2,"split":"test"}}""", "The task has neither or both of 'game' and 'house', expected one.")]
    [InlineData("""{"label":"a","house":{"generator":1,"seed":2,"split":"test"}}""", "The task has a 'house' and no 'taskType', expected both.")]
    [InlineData(
        """{"label":"a","game":"a","taskType":"sweep"}""",
        "taskType is \"sweep\", expected one of pick_and_place_simple, look_at_obj_in_light, pick_clean_then_place_in_recep, pick_heat_then_place_in_recep, pick_cool_then_place_in_recep, pick_two_obj_and_place or null.")]
    public void A_malformed_task_is_refused_with_the_field(string json, string message)
    {
        using var document = JsonDocument.Parse(json);

        var exception = Assert.Throws<InvalidDataException>(() => AlfWorldTask.FromJson(document.RootElement));

        Assert.Equal(message, exception.Message);
    }
}
