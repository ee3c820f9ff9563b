using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop;

/// <summary>Which of AgentBench's ways of shopping is followed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebShopEdition>))]
public enum WebShopEdition
{
    /// <summary>AgentBench v0.2: the action may stand on the line of its mark, 10 rounds.</summary>
    [JsonStringEnumMemberName("v0.2")]
    Listing,

    /// <summary>The AgentTuning paper's copy: the action stands on the line after its mark, 10 rounds.</summary>
    [JsonStringEnumMemberName("paper")]
    Paper,

    /// <summary>The function-calling edition: two tools, a system message, no demonstration, 20 rounds.</summary>
    [JsonStringEnumMemberName("fc")]
    FunctionCalling,
}
