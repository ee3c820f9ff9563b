using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Listing;

/// <summary>The wire form of the list of environments and of the machine.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ListedEnvironment>))]
[JsonSerializable(typeof(MachineReport))]
sealed partial class ListingJson : JsonSerializerContext
{
    public static ListingJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
