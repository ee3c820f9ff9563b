using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Filtering;

/// <summary>The wire form of what filtering writes beside the kept trajectories.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FilterReport))]
[JsonSerializable(typeof(List<FilterReport>))]
[JsonSerializable(typeof(Drop))]
public sealed partial class FilterJson : JsonSerializerContext
{
    /// <summary>One object per line.</summary>
    public static FilterJson Line { get; } = new(ReadableJson.CreateOptions(isIndented: false));

    /// <summary>One object per file, to be read by people too.</summary>
    public static FilterJson Document { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
