using System.Text.Json.Serialization;

namespace AgentTuning.Reports;

/// <summary>The wire form of what a report reads and another project writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MetricsPoint))]
[JsonSerializable(typeof(RecipeStages))]
sealed partial class ReportJson : JsonSerializerContext;
