using System.Text.Json.Serialization;

namespace AgentTuning.Templates;

/// <summary>What a template makes of conversations of one shape.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShapeVerdict>))]
public enum ShapeVerdict
{
    /// <summary>The whole conversation shows every reply right behind its own prompt: one example.</summary>
    [JsonStringEnumMemberName("append-only")]
    AppendOnly,

    /// <summary>Some replies are shown otherwise later: one example for each way.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>The template refuses such conversations, or does not tell the reply from the prompt.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
