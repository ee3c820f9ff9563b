using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>Reads and writes a <see cref="SandboxImageManifest"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SandboxImageManifest))]
sealed partial class SandboxImageJson : JsonSerializerContext
{
    /// <summary>For people and programs.</summary>
    public static SandboxImageJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
