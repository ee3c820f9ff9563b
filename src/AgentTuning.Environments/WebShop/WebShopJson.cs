using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;
using AgentTuning.Environments.WebShop.Storage;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop;

/// <summary>The wire form of products, goals and tasks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RawProduct))]
[JsonSerializable(typeof(RawAttributes))]
[JsonSerializable(typeof(ImmutableArray<RawInstruction>))]
[JsonSerializable(typeof(ImmutableArray<RawOption>))]
[JsonSerializable(typeof(RawEntry))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(ShopIndexManifest))]
[JsonSerializable(typeof(WebShopTask))]
[JsonSerializable(typeof(PurchaseRecord))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class WebShopJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable; a null where it has no meaning is refused.</summary>
    public static WebShopJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: false));
}
