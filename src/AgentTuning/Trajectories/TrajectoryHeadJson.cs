using System.Text.Json.Serialization;

namespace AgentTuning.Trajectories;

/// <summary>Reads the heads of trajectories and passes over the rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrajectoryHead))]
sealed partial class TrajectoryHeadJson : JsonSerializerContext;
