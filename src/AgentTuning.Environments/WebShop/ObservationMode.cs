using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop;

/// <summary>The form in which an agent sees pages.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObservationMode>))]
public enum ObservationMode
{
    /// <summary>The visible text, piece by piece.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>The visible text with marks on what can be clicked and what was.</summary>
    [JsonStringEnumMemberName("text_rich")]
    Rich,

    /// <summary>The address alone.</summary>
    [JsonStringEnumMemberName("url")]
    Url,
}
