using System.Text.Json.Serialization;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;

namespace AgentTuning.Cli.Knowledge;

/// <summary>JSON of the knowledge commands.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KnowledgeBuildResult))]
[JsonSerializable(typeof(KnowledgeCounts))]
[JsonSerializable(typeof(IReadOnlyList<TermRecord>))]
sealed partial class KnowledgeJson : JsonSerializerContext;
