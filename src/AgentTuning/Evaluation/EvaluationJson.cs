using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Evaluation;

/// <summary>The wire form of an evaluation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EvaluationReport))]
public sealed partial class EvaluationJson : JsonSerializerContext
{
    /// <summary>One object per file, to be read by people too.</summary>
    public static EvaluationJson Document { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
