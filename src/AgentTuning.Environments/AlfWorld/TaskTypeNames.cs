using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The names that task types have in paths, lists and prompt files.</summary>
public static class TaskTypeNames
{
    // AgentBench's list key and folder prefix, and the key of its prompt files.
    static readonly (HouseholdTaskType Type, string Prefix, string Shot)[] All =
    [
        (HouseholdTaskType.PickAndPlace, "pick_and_place", "put"),
        (HouseholdTaskType.CleanAndPlace, "pick_clean_then_place", "clean"),
        (HouseholdTaskType.HeatAndPlace, "pick_heat_then_place", "heat"),
        (HouseholdTaskType.CoolAndPlace, "pick_cool_then_place", "cool"),
        (HouseholdTaskType.LookInLight, "look_at_obj", "examine"),
        (HouseholdTaskType.PickTwoAndPlace, "pick_two_obj", "puttwo"),
    ];

    /// <summary>The names that a user may give a type: those of folders, of lists, and of prompt files.</summary>
    public static IEnumerable<string> ShortNames => All.Select(entry => entry.Shot);

    /// <summary>The key of a type in the benchmark's prompt files.</summary>
    public static string Shot(HouseholdTaskType type) => All.First(entry => entry.Type == type).Shot;

    /// <summary>The type of a game's folder, such as <c>pick_and_place_simple-Mug-None-Desk-308</c>, or of a list's key; null where none begins so.</summary>
    public static HouseholdTaskType? OfFolder(string folder)
    {
        foreach (var (type, prefix, _) in All)
            if (folder.StartsWith(prefix, StringComparison.Ordinal))
                return type;
        return null;
    }

    /// <summary>The type of any of its names.</summary>
    public static HouseholdTaskType? Parse(string name)
    {
        foreach (var (type, prefix, shot) in All)
            if (name == shot || name == prefix || name == WireNames.Of(type))
                return type;
        return null;
    }
}
