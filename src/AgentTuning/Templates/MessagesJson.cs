using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentTuning.Templates;

[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement[]))]
sealed partial class MessagesJson : JsonSerializerContext;
