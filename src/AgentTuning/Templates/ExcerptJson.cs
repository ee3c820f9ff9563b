using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Templates;

/// <summary>Texts in quotes, letters of all scripts readable.</summary>
[JsonSerializable(typeof(string))]
sealed partial class ExcerptJson : JsonSerializerContext
{
    public static ExcerptJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
