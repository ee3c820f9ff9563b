using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What belongs to which split: every room and every goal belongs to exactly one.</summary>
/// <remarks>
/// A room is its scene number: those that end in 0 to 6 are for training, 7 for development, 8 and 9 for tests. A goal is the class of object with the class of
/// receptacle or lamp, such as Mug and Desk, whatever is to be done on the way: by the hash of the two names, 12 of 20 go to training, 3 to development, 5 to tests.
/// </remarks>
static class HouseSplits
{
    /// <summary>Scene numbers of one kind of room.</summary>
    public const int ScenesOfRoom = 10_000;

    /// <summary>The split that a scene belongs to.</summary>
    public static TaskSplit OfScene(int number) => (number % 10) switch
    {
        <= 6 => TaskSplit.Train,
        7 => TaskSplit.Development,
        _ => TaskSplit.Test,
    };

    /// <summary>The split that a goal belongs to.</summary>
    public static TaskSplit OfGoal(string objectClass, string place)
    {
        var hash = StableHash.Of64($"{objectClass}/{place}");
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        return ((hash >> 33) % 20) switch
        {
            < 12 => TaskSplit.Train,
            < 15 => TaskSplit.Development,
            _ => TaskSplit.Test,
        };
    }

    /// <summary>A scene of a kind of room, drawn from those of a split.</summary>
    public static int DrawScene(HouseRandom random, RoomKind room, TaskSplit split)
    {
        var last = split switch
        {
            TaskSplit.Train => random.Next(7),
            TaskSplit.Development => 7,
            _ => random.Between(8, 9),
        };
        return ((int)room * ScenesOfRoom) + (random.Next(ScenesOfRoom / 10) * 10) + last;
    }
}
