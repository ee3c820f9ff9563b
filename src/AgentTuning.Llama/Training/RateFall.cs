using System.Text.Json.Serialization;

namespace AgentTuning.Llama.Training;

/// <summary>How the learning rate goes down behind the warm-up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateFall>))]
public enum RateFall
{
    /// <summary>Along half a cosine (Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983), the paper's choice.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>Along a line.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>It stays.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
