using System.Text.Json.Serialization;
using AgentTuning.Bench.Peers;
using AgentTuning.Bench.Training;

namespace AgentTuning.Bench;

/// <summary>What this program reads and writes as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IEnumerable<PythonExample>))]
[JsonSerializable(typeof(PythonRequest))]
[JsonSerializable(typeof(TrainingReport))]
sealed partial class BenchJson : JsonSerializerContext;
