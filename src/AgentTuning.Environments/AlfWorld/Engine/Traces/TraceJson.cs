using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld.Engine.Traces;

/// <summary>JSON of recorded games.</summary>
[JsonSourceGenerationOptions]
[JsonSerializable(typeof(TraceRow))]
sealed partial class TraceJson : JsonSerializerContext;
