using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentTuning.Files;

/// <summary>How every JSON file is written: camelCase, letters of all scripts readable, <c>\n</c>; null is refused where it has no meaning.</summary>
public static class ReadableJson
{
    /// <summary>Options for a source-generated context; each context needs its own.</summary>
    /// <param name="isIndented">True for one object per file, false for one per line.</param>
    public static JsonSerializerOptions CreateOptions(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        WriteIndented = isIndented,
        NewLine = "\n",
    };
}
