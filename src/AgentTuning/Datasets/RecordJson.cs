using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentTuning.Datasets;

/// <summary>Reads foreign records as they are.</summary>
[JsonSerializable(typeof(JsonElement))]
sealed partial class RecordJson : JsonSerializerContext;
