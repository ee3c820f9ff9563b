using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What a room is for. A generated scene is one room.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomKind>))]
public enum RoomKind
{
    /// <summary>Scenes 10000 to 19999.</summary>
    [JsonStringEnumMemberName("kitchen")]
    Kitchen = 1,

    /// <summary>Scenes 20000 to 29999.</summary>
    [JsonStringEnumMemberName("living")]
    LivingRoom,

    /// <summary>Scenes 30000 to 39999.</summary>
    [JsonStringEnumMemberName("bedroom")]
    Bedroom,

    /// <summary>Scenes 40000 to 49999.</summary>
    [JsonStringEnumMemberName("bathroom")]
    Bathroom,
}
