using System.Text.Json.Serialization;

namespace AgentTuning.Environments;

/// <summary>What an environment measures (paper section 3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvironmentKind>))]
public enum EnvironmentKind
{
    /// <summary>Trained on.</summary>
    [JsonStringEnumMemberName("held-in")]
    HeldIn,

    /// <summary>Never trained on.</summary>
    [JsonStringEnumMemberName("held-out")]
    HeldOut,

    /// <summary>General ability, not agency.</summary>
    [JsonStringEnumMemberName("general")]
    General,
}
