using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.TaskChecks;

/// <summary>JSON of <c>os check</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskChecksResult))]
sealed partial class TaskChecksJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable.</summary>
    public static TaskChecksJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
