using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>The wire form of plain texts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlainText))]
public sealed partial class PlainTextJson : JsonSerializerContext
{
    /// <summary>The context to use: letters of all scripts stay readable.</summary>
    public static PlainTextJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
