using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Play;

/// <summary>The wire form of played games.</summary>
[JsonSerializable(typeof(HouseRow))]
sealed partial class PlayJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable.</summary>
    public static PlayJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
