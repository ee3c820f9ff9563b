using System.Text.Json.Serialization;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Files;

namespace AgentTuning.Cli.Listing;

/// <summary>Writes images for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<SandboxImage>))]
sealed partial class ImageListingJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    public static ImageListingJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
