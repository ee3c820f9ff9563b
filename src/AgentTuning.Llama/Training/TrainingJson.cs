using System.Text.Json.Serialization;

namespace AgentTuning.Llama.Training;

/// <summary>The JSON form of what a training run writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NewLine = "\n")]
[JsonSerializable(typeof(MetricsLine))]
[JsonSerializable(typeof(TrainingCursor))]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(TrainingRecord))]
sealed partial class TrainingJson : JsonSerializerContext;
