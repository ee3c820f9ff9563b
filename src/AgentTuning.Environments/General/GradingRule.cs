using System.Text.Json.Serialization;

namespace AgentTuning.Environments.General;

/// <summary>How a reply is compared with what is expected; the README gives the rules in full.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GradingRule>))]
enum GradingRule
{
    /// <summary>The whole reply is the expected text, letter for letter; only outer whitespace, one pair of quotes or a code fence is forgiven.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>The answer in the reply is the expected text, ignoring case, outer quotes and a final full stop.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,

    /// <summary>The number in the reply equals the expected number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>The letter chosen in the reply is the expected letter.</summary>
    [JsonStringEnumMemberName("choice")]
    Choice,

    /// <summary>The items in the reply are the expected ones, in their order.</summary>
    [JsonStringEnumMemberName("list")]
    List,

    /// <summary>The reply contains every expected phrase, as whole words, ignoring case; <c>|</c> separates alternatives.</summary>
    [JsonStringEnumMemberName("contains")]
    Contains,

    /// <summary>Every reply that is not empty will do.</summary>
    [JsonStringEnumMemberName("any")]
    Any,
}
