using System.Text.Json.Serialization;
using AgentTuning.Files;
using AgentTuning.Templates;

namespace AgentTuning.Cli.Templates;

/// <summary>The wire form of a report on a template.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TemplateReport))]
[JsonSerializable(typeof(string))]
sealed partial class TemplateJson : JsonSerializerContext
{
    public static TemplateJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
