using System.Text.Json.Serialization;

namespace AgentTuning.Datasets;

/// <summary>What to do where a person or the model speaks twice in a row.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Alternation>))]
public enum Alternation
{
    /// <summary>Keep what comes before.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>Join the two turns with an empty line.</summary>
    [JsonStringEnumMemberName("merge")]
    Merge,

    /// <summary>Drop the conversation.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>Leave it as it is.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,
}
