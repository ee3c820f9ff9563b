using System.Text.Json.Serialization;
using AgentTuning.Environments.AlfWorld.Engine.Traces;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>JSON of the ALFWorld commands.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<GameDifficulty>))]
[JsonSerializable(typeof(TraceReport))]
[JsonSerializable(typeof(HouseCheckReport))]
sealed partial class AlfWorldJson : JsonSerializerContext;
