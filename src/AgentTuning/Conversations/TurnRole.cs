using System.Text.Json.Serialization;

namespace AgentTuning.Conversations;

/// <summary>Who speaks in a turn. The environment speaks as the user, the agent as the assistant (paper section 2.1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TurnRole>))]
public enum TurnRole
{
    /// <summary>The system prompt.</summary>
    [JsonStringEnumMemberName("system")]
    System,

    /// <summary>The environment, or the person who asks.</summary>
    [JsonStringEnumMemberName("user")]
    User,

    /// <summary>The model.</summary>
    [JsonStringEnumMemberName("assistant")]
    Assistant,

    /// <summary>The result of a tool call.</summary>
    [JsonStringEnumMemberName("tool")]
    Tool,
}
