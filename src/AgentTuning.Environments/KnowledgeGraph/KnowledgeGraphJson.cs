using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The wire form of knowledge-graph tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnowledgeGraphTask))]
[JsonSerializable(typeof(JsonElement))]
sealed partial class KnowledgeGraphJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable; a null where it has no meaning is refused.</summary>
    public static KnowledgeGraphJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
