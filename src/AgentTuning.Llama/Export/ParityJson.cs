using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Llama.Export;

/// <summary>Writes <c>parity.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParityReport))]
public sealed partial class ParityJson : JsonSerializerContext
{
    /// <summary>One object per file.</summary>
    public static ParityJson Document { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
