using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The wire form of household tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlfWorldTask))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class AlfWorldJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable; a null where it has no meaning is refused.</summary>
    public static AlfWorldJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
