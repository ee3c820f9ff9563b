using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>The wire form of a mixture's record.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MixtureReport))]
public sealed partial class MixtureJson : JsonSerializerContext
{
    /// <summary>One object per file, to be read by people too.</summary>
    public static MixtureJson Document { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
