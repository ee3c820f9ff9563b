using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Makes households: a room of a scene number, objects in it, and a goal that can be reached.</summary>
/// <remarks>Everything follows from the name, the task type and the options, on every machine. Rooms and goals of the splits are apart: see <see cref="HouseSplits"/>.</remarks>
public static class HouseGenerator
{
    /// <summary>Raised whenever the same name gives another house.</summary>
    public const int Version = 2;

    // Of all draws; it stays where a new version changes only some of the houses.
    internal const int Stream = 1;

    const int MostRooms = 2_000;

    /// <summary>The name of one of many houses of a seed.</summary>
    /// <param name="seed">Of the whole series.</param>
    /// <param name="split">Whose rooms and goals are used.</param>
    /// <param name="type">The task; each has its own series.</param>
    /// <param name="index">From 0 on.</param>
    public static HouseName NameOf(int seed, TaskSplit split, HouseholdTaskType type, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = new HouseRandom(Stream, 2, seed, (int)split, (int)type, index);
        return new HouseName(Version, (int)(random.NextBits() >> 33), split);
    }

    /// <summary>The task types that houses with these options can have: those of the room, where one is asked for.</summary>
    public static IReadOnlyList<HouseholdTaskType> TypesOf(HouseOptions options) =>
        [.. Enum.GetValues<HouseholdTaskType>().Where(type => options.Room is not { } room || GoalDraw.RoomsOf(type).Contains(room))];

    /// <summary>The house of a name.</summary>
    /// <exception cref="ArgumentException">The name is of another version of the generator, or the task type has no houses of the room that the options ask for.</exception>
    /// <exception cref="InvalidOperationException">No house of the task type fits the options.</exception>
    public static House Create(HouseName name, HouseholdTaskType type, HouseOptions? options = null)
    {
        options ??= new HouseOptions();
        if (name.Generator != Version)
            throw new ArgumentException(
                $"The house is of version {name.Generator} of the generator, and this program has version {Version}: play it with the version that named it, or generate it again.", nameof(name));
        var random = new HouseRandom(Stream, 3, name.Seed, (int)name.Split, (int)type);
        var room = GoalDraw.DrawRoom(random, type, options.Room);
        for (var tries = 0; tries < MostRooms; tries++)
        {
            var layout = SceneLayout.Create(HouseSplits.DrawScene(random, room, name.Split), options);
            if (GoalDraw.Draw(random, layout, (type, name.Split), options) is not { } goal)
                continue;
            var furnishing = new Furnishing(layout, goal, options, random);
            var objects = furnishing.Furnish();
            var house = new House(name, goal, layout) { Objects = [.. objects], Spots = [.. furnishing.Spots], Wording = random.Next(2), Options = options };
            if (!options.BoundsPlan || house.Difficulty.OptimalLength is var length && length >= options.LeastPlan && length <= options.MostPlan)
                return house;
        }

        throw new InvalidOperationException(
            $"None of {MostRooms} houses for {type} has a solution of {options.LeastPlan} to {options.MostPlan} commands: widen the range, or choose other options.");
    }
}
