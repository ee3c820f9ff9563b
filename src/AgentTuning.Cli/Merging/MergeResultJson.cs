using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Merging;

/// <summary>The wire form of a merge's result.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MergeResult))]
sealed partial class MergeResultJson : JsonSerializerContext
{
    /// <summary>Indented, letters of all scripts readable.</summary>
    public static MergeResultJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
