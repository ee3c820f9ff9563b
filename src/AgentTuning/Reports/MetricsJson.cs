using System.Text.Json.Serialization;

namespace AgentTuning.Reports;

/// <summary>The wire form of metrics, as far as a report reads them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(MetricsPoint))]
sealed partial class MetricsJson : JsonSerializerContext;
