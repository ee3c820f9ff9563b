using System.Text.Json.Serialization;

namespace AgentTuning.Filtering;

/// <summary>Which trajectories of the same task stay, of those that every filter keeps.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DuplicatePolicy>))]
public enum DuplicatePolicy
{
    /// <summary>All of them.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>The first in the file.</summary>
    [JsonStringEnumMemberName("first")]
    First,

    /// <summary>The one with the highest reward; of equals the one with the fewest replies, then the first.</summary>
    [JsonStringEnumMemberName("best")]
    Best,

    /// <summary>The one with the fewest replies; of equals the one with the fewest letters, then the first.</summary>
    [JsonStringEnumMemberName("shortest")]
    Shortest,

    /// <summary>One of each wording: those are dropped whose turns are the same as an earlier one's.</summary>
    [JsonStringEnumMemberName("distinct")]
    Distinct,
}
