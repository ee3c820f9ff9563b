using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentTuning.Environments.General;

/// <summary>The wire form of general tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GeneralTask))]
sealed partial class GeneralJson : JsonSerializerContext
{
    /// <summary>Like <c>Default</c>, but letters of all scripts stay readable, and a null or missing member is refused.</summary>
    public static GeneralJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    });
}
