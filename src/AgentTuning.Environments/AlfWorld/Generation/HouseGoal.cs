namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What is to be done in a house.</summary>
/// <param name="Type">The kind of task.</param>
/// <param name="Wanted">The class of the wanted object, such as <c>SoapBar</c>.</param>
/// <param name="Place">The class of the receptacle that it goes into, or of the lamp.</param>
public sealed record HouseGoal(HouseholdTaskType Type, string Wanted, string Place)
{
    /// <summary>The lamp of all tasks with one.</summary>
    public const string Lamp = "DeskLamp";

    /// <summary>Whether the place is a lamp.</summary>
    public bool IsUnderLamp => Type == HouseholdTaskType.LookInLight;

    /// <summary>How many objects are wanted.</summary>
    public int Count => Type == HouseholdTaskType.PickTwoAndPlace ? 2 : 1;

    /// <summary>The class of the receptacle that cleans, heats or cools; null where nothing is changed.</summary>
    public string? Device => Type switch
    {
        HouseholdTaskType.CleanAndPlace => "SinkBasin",
        HouseholdTaskType.HeatAndPlace => "Microwave",
        HouseholdTaskType.CoolAndPlace => "Fridge",
        _ => null,
    };

    /// <summary>ALFRED's name of the task type, such as <c>pick_and_place_simple</c>.</summary>
    public string TypeName => Type switch
    {
        HouseholdTaskType.PickAndPlace => "pick_and_place_simple",
        HouseholdTaskType.LookInLight => "look_at_obj_in_light",
        HouseholdTaskType.CleanAndPlace => "pick_clean_then_place_in_recep",
        HouseholdTaskType.HeatAndPlace => "pick_heat_then_place_in_recep",
        HouseholdTaskType.CoolAndPlace => "pick_cool_then_place_in_recep",
        _ => "pick_two_obj_and_place",
    };

    internal ObjectTraits Trait => Type switch
    {
        HouseholdTaskType.CleanAndPlace => ObjectTraits.Clean,
        HouseholdTaskType.HeatAndPlace => ObjectTraits.Heat,
        HouseholdTaskType.CoolAndPlace => ObjectTraits.Cool,
        _ => ObjectTraits.None,
    };
}
