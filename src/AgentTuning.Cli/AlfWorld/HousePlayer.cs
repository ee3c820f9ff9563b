using System.Text.Json.Serialization;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>Who plays generated houses for <c>alfworld check</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HousePlayer>))]
enum HousePlayer
{
    /// <summary>Sees the whole house.</summary>
    [JsonStringEnumMemberName("planner")]
    Planner,

    /// <summary>Knows what it has seen.</summary>
    [JsonStringEnumMemberName("expert")]
    Expert,

    /// <summary>Draws any possible command.</summary>
    [JsonStringEnumMemberName("random")]
    Random,
}
