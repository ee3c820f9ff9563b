using System.Text.Json.Serialization;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Why a task's own reference solution does not pass its checks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskCheckReason>))]
public enum TaskCheckReason
{
    /// <summary>The task has neither an example nor an answer that it tells.</summary>
    [JsonStringEnumMemberName("no-solution")]
    NoSolution,

    /// <summary>The machine cannot be set up: an init script hangs, or the image is missing.</summary>
    [JsonStringEnumMemberName("not-set-up")]
    NotSetUp,

    /// <summary>A script reached for the network, which machines do not have.</summary>
    [JsonStringEnumMemberName("network")]
    Network,

    /// <summary>A script calls a program that the image does not have.</summary>
    [JsonStringEnumMemberName("missing-program")]
    MissingProgram,

    /// <summary>A script ran out of its time.</summary>
    [JsonStringEnumMemberName("time")]
    Time,

    /// <summary>The example prints nothing where an answer is wanted.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>The example prints something else when it is run again for the check: it changes what it asks about, or it draws by chance.</summary>
    [JsonStringEnumMemberName("not-repeatable")]
    NotRepeatable,

    /// <summary>The check refuses its own reference answer.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
