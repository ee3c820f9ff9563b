using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>What is to be done in a household, by ALFRED's names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HouseholdTaskType>))]
public enum HouseholdTaskType
{
    /// <summary>Put a thing somewhere.</summary>
    [JsonStringEnumMemberName("pick_and_place_simple")]
    PickAndPlace,

    /// <summary>Hold a thing where a lamp is on.</summary>
    [JsonStringEnumMemberName("look_at_obj_in_light")]
    LookInLight,

    /// <summary>Put a cleaned thing somewhere.</summary>
    [JsonStringEnumMemberName("pick_clean_then_place_in_recep")]
    CleanAndPlace,

    /// <summary>Put a heated thing somewhere.</summary>
    [JsonStringEnumMemberName("pick_heat_then_place_in_recep")]
    HeatAndPlace,

    /// <summary>Put a cooled thing somewhere.</summary>
    [JsonStringEnumMemberName("pick_cool_then_place_in_recep")]
    CoolAndPlace,

    /// <summary>Put two things of a kind in one place.</summary>
    [JsonStringEnumMemberName("pick_two_obj_and_place")]
    PickTwoAndPlace,
}
