using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Inspection;

/// <summary>The wire form of inspected examples.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InspectedExample))]
sealed partial class InspectionJson : JsonSerializerContext
{
    public static InspectionJson OneLine { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
