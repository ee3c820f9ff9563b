using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Hub;

/// <summary>Writes a <see cref="DownloadResult"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DownloadResult))]
sealed partial class DownloadResultJson : JsonSerializerContext
{
    /// <summary>For people and programs.</summary>
    public static DownloadResultJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
