using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Which of AgentBench's ways of playing ALFWorld is followed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HouseholdEdition>))]
public enum HouseholdEdition
{
    /// <summary>The AgentTuning paper's copy: observations only, 35 steps.</summary>
    [JsonStringEnumMemberName("paper")]
    Paper,

    /// <summary>AgentBench v0.2: the possible commands after each observation, lists of earlier turns left out, 35 steps.</summary>
    [JsonStringEnumMemberName("v0.2")]
    Listing,

    /// <summary>The function-calling edition: one tool, a system message, no demonstration, 20 steps.</summary>
    [JsonStringEnumMemberName("fc")]
    FunctionCalling,
}
