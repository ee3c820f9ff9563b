using System.Text.Json.Serialization;

namespace AgentTuning.Datasets;

/// <summary>The shapes in which conversations are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConversationFormat>))]
public enum ConversationFormat
{
    /// <summary>Our own: <c>{"id", "source", "turns": [{"role", "text", "loss"}]}</c>.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary><c>{"id", "conversations": [{"from": "human"|"gpt", "loss", "value"}]}</c>, as the paper's data set is published.</summary>
    [JsonStringEnumMemberName("agentinstruct")]
    AgentInstruct,

    /// <summary>The same without <c>loss</c>: every turn of the model is trained on.</summary>
    [JsonStringEnumMemberName("sharegpt")]
    ShareGpt,

    /// <summary><c>{"id", "messages": [{"role", "content"}]}</c>, as chat APIs take them; <c>weight</c> 0 or 1 says where the loss is taken.</summary>
    [JsonStringEnumMemberName("messages")]
    Messages,

    /// <summary>Trajectories as <c>collect</c> and <c>filter</c> write them. To be read only.</summary>
    [JsonStringEnumMemberName("trajectories")]
    Trajectories,
}
