using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Training;

/// <summary>The wire form of results of training.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlanResult))]
[JsonSerializable(typeof(TrainResult))]
sealed partial class TrainJson : JsonSerializerContext
{
    public static TrainJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
