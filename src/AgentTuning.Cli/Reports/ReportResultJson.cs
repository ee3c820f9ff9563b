using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Reports;

/// <summary>The wire form of a report's result.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportResult))]
sealed partial class ReportResultJson : JsonSerializerContext
{
    /// <summary>Indented, letters of all scripts readable.</summary>
    public static ReportResultJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
