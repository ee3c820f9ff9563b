using System.Text.Json.Serialization;

namespace AgentTuning.Fitting;

/// <summary>What becomes of an example with more tokens than the limit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LongExamples>))]
public enum LongExamples
{
    /// <summary>Nothing is trained; the error counts them and names the longest.</summary>
    [JsonStringEnumMemberName("raise")]
    Raise,

    /// <summary>It is left out and counted.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>A conversation is cut behind replies into several that fit; see <see cref="ConversationParts"/>. A text is cut between tokens.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>Its end is cut off, between tokens.</summary>
    [JsonStringEnumMemberName("truncate")]
    Truncate,
}
