using System.Text.Json.Serialization;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>What a script of a task is written in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScriptLanguage>))]
public enum ScriptLanguage
{
    /// <summary>Run by <c>bash -c</c>.</summary>
    [JsonStringEnumMemberName("bash")]
    Bash,

    /// <summary>Run by <c>python3 -c</c>.</summary>
    [JsonStringEnumMemberName("python")]
    Python,

    /// <summary>Compiled by gcc, then run.</summary>
    [JsonStringEnumMemberName("c")]
    C,

    /// <summary>Compiled by g++, then run.</summary>
    [JsonStringEnumMemberName("c++")]
    Cpp,
}
