using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>Who wrote the goals.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalKind>))]
public enum GoalKind
{
    /// <summary>People: one goal for each of their instructions.</summary>
    [JsonStringEnumMemberName("human")]
    Human,

    /// <summary>A template: one goal for each combination of a product's options.</summary>
    [JsonStringEnumMemberName("synthetic")]
    Synthetic,
}
