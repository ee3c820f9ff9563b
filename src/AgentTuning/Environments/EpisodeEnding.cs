using System.Text.Json.Serialization;

namespace AgentTuning.Environments;

/// <summary>Why an episode stopped (AgentBench's finish reasons, with the faults of the machine kept apart).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EpisodeEnding>))]
public enum EpisodeEnding
{
    /// <summary>The agent finished and was graded.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>The turns were used up.</summary>
    [JsonStringEnumMemberName("turn-limit")]
    TurnLimit,

    /// <summary>The conversation no longer fits the model's context.</summary>
    [JsonStringEnumMemberName("context-limit")]
    ContextLimit,

    /// <summary>A reply broke the environment's grammar and the rules end the episode for it.</summary>
    [JsonStringEnumMemberName("invalid-format")]
    InvalidFormat,

    /// <summary>An action that the world does not know, where the rules end the episode for it.</summary>
    [JsonStringEnumMemberName("invalid-action")]
    InvalidAction,

    /// <summary>The agent could not be asked: an endpoint down, a broken stream. No reward.</summary>
    [JsonStringEnumMemberName("agent-failed")]
    AgentFailed,

    /// <summary>The environment itself broke. No reward, which is not a reward of 0.</summary>
    [JsonStringEnumMemberName("environment-failed")]
    EnvironmentFailed,

    /// <summary>Stopped from outside. No reward, and not recorded.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
