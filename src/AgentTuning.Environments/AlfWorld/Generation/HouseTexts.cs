using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>The sentences of a game file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HouseTexts>))]
public enum HouseTexts
{
    /// <summary>Those of today's ALFWorld: <c>move apple 1 to fridge 1</c>, "You arrive at fridge 1.", and a command <c>help</c>.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>Those that AgentBench and the paper play: <c>put apple 1 in/on fridge 1</c>, "You arrive at loc 12.", no <c>help</c>.</summary>
    [JsonStringEnumMemberName("old")]
    Old,
}
