using System.Text.Json.Serialization;

namespace AgentTuning.Tasks;

/// <summary>A part of a task set. The parts share no material.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskSplit>))]
public enum TaskSplit
{
    /// <summary>Tasks to collect from and train on.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Tasks to choose settings on.</summary>
    [JsonStringEnumMemberName("dev")]
    Development,

    /// <summary>Tasks to measure on, once.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}
