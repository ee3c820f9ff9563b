using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>A row of a log of purchases: the form of the original's web site, or the flat one with the product's id, options and price beside the goal.</summary>
sealed record PurchaseRecord
{
    /// <summary>The kind of page that the original logged; only <c>done</c> is a purchase. Null in the flat form.</summary>
    [JsonPropertyName("page")]
    public JsonElement? Page { get; init; }

    [JsonPropertyName("goal")]
    public GoalRecord? Goal { get; init; }

    /// <summary>What was bought, in the original's form.</summary>
    [JsonPropertyName("content")]
    public PurchaseContent? Content { get; init; }

    [JsonPropertyName("asin")]
    public string? Asin { get; init; }

    /// <summary>The product itself, where the log has it, in the form of <c>items_shuffle.json</c> with <c>Attributes</c> beside; null takes it from the catalogue.</summary>
    [JsonPropertyName("product")]
    public RawProduct? Product { get; init; }

    /// <summary>The attributes of <see cref="Product"/>.</summary>
    [JsonPropertyName("attributes")]
    public ImmutableArray<string>? Attributes { get; init; }

    [JsonPropertyName("options")]
    public Dictionary<string, string>? Options { get; init; }

    [JsonPropertyName("price")]
    public double? Price { get; init; }

    [JsonPropertyName("reward")]
    public double? Reward { get; init; }

    /// <summary>The parts of the reward, by the original's names.</summary>
    [JsonPropertyName("reward_info")]
    public JsonElement? Parts { get; init; }

    /// <summary>True for a row that records a purchase.</summary>
    [JsonIgnore]
    public bool IsPurchase => Page is not { ValueKind: JsonValueKind.String } page || page.ValueEquals("done");
}
