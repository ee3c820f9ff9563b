using System.Text.Json.Serialization;

namespace AgentTuning.Collection;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Under way, or killed.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Stopped before the end; it can go on.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>Stopped by a fault; it can go on.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,
}
