using System.Text.Json;
using AgentTuning.Environments.AlfWorld;
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
