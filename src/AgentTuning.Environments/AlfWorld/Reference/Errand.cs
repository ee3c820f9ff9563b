using System.Text.RegularExpressions;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What an agent understands of the sentence that sets its task.</summary>
/// <param name="Type">The kind of task.</param>
/// <param name="Wanted">The class of the wanted thing as texts write it, such as <c>soapbar</c>.</param>
/// <param name="Place">The class of where it goes, or of the lamp.</param>
sealed partial record Errand(HouseholdTaskType Type, string Wanted, string Place)
{
    /// <summary>How many things are wanted.</summary>
    public int Count => Type == HouseholdTaskType.PickTwoAndPlace ? 2 : 1;

    /// <summary>The class of the device that changes the thing, or null.</summary>
    public string? Device => Type switch
    {
        HouseholdTaskType.CleanAndPlace => "sinkbasin",
        HouseholdTaskType.HeatAndPlace => "microwave",
        HouseholdTaskType.CoolAndPlace => "fridge",
        _ => null,
    };

    /// <summary>What the device does, or null.</summary>
    public string? Verb => Type switch
    {
        HouseholdTaskType.CleanAndPlace => "clean",
        HouseholdTaskType.HeatAndPlace => "heat",
        HouseholdTaskType.CoolAndPlace => "cool",
        _ => null,
    };

    /// <summary>Whether a lamp is to be turned on.</summary>
    public bool IsUnderLamp => Type == HouseholdTaskType.LookInLight;

    /// <summary>Reads the sentence after "Your task is to:". The older wordings of the released games are understood too.</summary>
    public static Errand Read(string sentence)
    {
        var text = sentence.Trim().TrimEnd('.').ToLowerInvariant();
        if (Light().Match(text) is { Success: true } light)
            return new Errand(HouseholdTaskType.LookInLight, light.Groups["o"].Value, light.Groups["r"].Value);
        var type = Two().IsMatch(text) ? HouseholdTaskType.PickTwoAndPlace
            : Cleaning().IsMatch(text) ? HouseholdTaskType.CleanAndPlace
            : Heating().IsMatch(text) ? HouseholdTaskType.HeatAndPlace
            : Cooling().IsMatch(text) ? HouseholdTaskType.CoolAndPlace
            : HouseholdTaskType.PickAndPlace;
        var place = Destination().Match(text);
        var wanted = FirstThing().Match(place.Success ? text[..place.Index] : text);
        return new Errand(type, wanted.Success ? wanted.Groups["o"].Value : "", place.Success ? place.Groups["r"].Value : "");
    }

    [GeneratedRegex(@"^(?:look at|examine|inspect|see|read)(?: an?| the| some)? (?<o>[a-z]+) (?:under|with|by|in|using|near)(?: the light of)?(?: the| an?)? (?<r>[a-z]*lamp)\b")]
    private static partial Regex Light();

    [GeneratedRegex(@"\b(?:two|2|both)\b")]
    private static partial Regex Two();

    [GeneratedRegex(@"\b(?:clean|cleaned|wash|washed|rinse|rinsed)\b")]
    private static partial Regex Cleaning();

    [GeneratedRegex(@"\b(?:hot|heat|heated|warm|warmed|cooked|cook)\b")]
    private static partial Regex Heating();

    [GeneratedRegex(@"\b(?:cool|cooled|cold|chill|chilled)\b")]
    private static partial Regex Cooling();

    // The last place that is named: "clean some mug in the sinkbasin and put it in cabinet" means the cabinet.
    [GeneratedRegex(@" (?:in/on|into|inside|onto|in|on|to)(?: the| an?)? (?<r>[a-z]+)$")]
    private static partial Regex Destination();

    [GeneratedRegex(@"^(?:put|place|move|find|get|take|clean|wash|rinse|heat|warm|cook|cool|chill)(?: (?:an?|the|some|two|2|both|clean|cleaned|washed|rinsed|hot|heated|warm|cool|cooled|cold|chilled))* (?<o>[a-z]+)")]
    private static partial Regex FirstThing();
}
