using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The wire form of operating-system tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OperatingSystemTask))]
[JsonSerializable(typeof(JsonElement))]
sealed partial class OperatingSystemJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable; a null where it has no meaning is refused.</summary>
    public static OperatingSystemJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
