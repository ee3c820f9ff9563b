using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Conversations;

namespace AgentTuning.Trajectories;

/// <summary>The wire form of trajectories and conversations: camelCase, readable text, no escapes but those that JSON demands.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Trajectory))]
[JsonSerializable(typeof(Conversation))]
public sealed partial class TrajectoryJson : JsonSerializerContext
{
    /// <summary>The context to use: like <c>Default</c>, but letters of all scripts stay readable.</summary>
    public static TrajectoryJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
