using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Draws a goal that can be reached in a room, from those of a split.</summary>
static class GoalDraw
{
    // How often each kind of room has each kind of task, after the lists of the benchmark: kitchen, living room, bedroom, bathroom.
    static readonly Dictionary<HouseholdTaskType, int[]> RoomWeights = new()
    {
        [HouseholdTaskType.PickAndPlace] = [16, 25, 22, 37],
        [HouseholdTaskType.LookInLight] = [0, 25, 75, 0],
        [HouseholdTaskType.CleanAndPlace] = [73, 0, 0, 27],
        [HouseholdTaskType.HeatAndPlace] = [100, 0, 0, 0],
        [HouseholdTaskType.CoolAndPlace] = [100, 0, 0, 0],
        [HouseholdTaskType.PickTwoAndPlace] = [18, 27, 17, 38],
    };

    /// <summary>The kinds of room that have a task.</summary>
    public static IEnumerable<RoomKind> RoomsOf(HouseholdTaskType type) => Enum.GetValues<RoomKind>().Where(room => RoomWeights[type][(int)room - 1] > 0);

    /// <summary>The kind of room for a task.</summary>
    /// <exception cref="ArgumentException">The wanted kind never has it.</exception>
    public static RoomKind DrawRoom(HouseRandom random, HouseholdTaskType type, RoomKind? wanted)
    {
        if (wanted is not { } room)
            return (RoomKind)(1 + random.Weighted(RoomWeights[type]));
        return RoomsOf(type).Contains(room)
            ? room
            : throw new ArgumentException($"There is no {WireNames.Of(type)} in a {WireNames.Of(room)}; it is in: {string.Join(", ", RoomsOf(type).Select(WireNames.Of))}.", nameof(wanted));
    }

    /// <summary>A goal for a room, or null where the split has none for it.</summary>
    public static HouseGoal? Draw(HouseRandom random, SceneLayout layout, (HouseholdTaskType Type, TaskSplit Split) task, HouseOptions options)
    {
        var wantsSeveral = options.MorePlaces > 0 && random.Chance(options.MorePlaces);
        var byObject = new List<List<HouseGoal>>();
        foreach (var item in HouseTables.ObjectsByRoom[layout.Room])
            if (item.IsMovable)
            {
                var goals = GoalsOf(item, layout, task.Type).Where(goal => HouseSplits.OfGoal(goal.Wanted, goal.Place) == task.Split).ToList();
                if (goals.Count > 0)
                    byObject.Add(goals);
            }

        if (wantsSeveral && byObject.ConvertAll(goals => goals.FindAll(goal => layout.CountOf(goal.Place) > 1)).FindAll(goals => goals.Count > 0) is { Count: > 0 } several)
            byObject = several;
        return byObject.Count == 0 ? null : random.Pick(random.Pick(byObject));
    }

    /// <summary>The goals of a task type for an object in a room, whatever the split.</summary>
    public static IEnumerable<HouseGoal> GoalsOf(ObjectClass item, SceneLayout layout, HouseholdTaskType type)
    {
        if (type == HouseholdTaskType.LookInLight)
        {
            if (item.Places.Any(place => CanBeFound(place, layout)) && HouseTables.ObjectsByName[HouseGoal.Lamp].Places.Any(place => CanBeFound(place, layout)))
                yield return new HouseGoal(type, item.Name, HouseGoal.Lamp);
            yield break;
        }

        foreach (var place in item.Places.Keys.Order(StringComparer.Ordinal))
        {
            var goal = new HouseGoal(type, item.Name, place);
            if (item.Has(goal.Trait) && layout.CountOf(place) > 0 && place != goal.Device && (goal.Device is null || layout.CountOf(goal.Device) > 0)
                && item.Places.Any(other => other.Key != place && CanBeFound(other, layout)))
                yield return goal;
        }
    }

    static bool CanBeFound(KeyValuePair<string, int> place, SceneLayout layout) => place.Value > 0 && layout.CountOf(place.Key) > 0;
}
