using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A product as <c>items_shuffle.json</c> holds it; fields that the original drops are left out.</summary>
public sealed record RawProduct
{
    /// <summary>The product's id, at most 10 characters; longer ones and <c>nan</c> are skipped.</summary>
    [JsonPropertyName("asin")]
    public required string Asin { get; init; }

    /// <summary>The title.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The description; may be empty.</summary>
    [JsonPropertyName("full_description")]
    public required string FullDescription { get; init; }

    /// <summary>The bullet points: a list, or one text.</summary>
    [JsonPropertyName("small_description")]
    [JsonConverter(typeof(TextOrListConverter))]
    public required ImmutableArray<string> SmallDescription { get; init; }

    /// <summary>Prices as written, such as <c>$9.99</c> or <c>$9.99$19.99</c>; null or empty means 100 dollars.</summary>
    [JsonPropertyName("pricing")]
    public string? Pricing { get; init; }

    /// <summary>The choices in the order of the file.</summary>
    [JsonPropertyName("customization_options")]
    [JsonConverter(typeof(OptionGroupsConverter))]
    public required ImmutableArray<RawOptionGroup> CustomizationOptions { get; init; }

    /// <summary>The path of categories, such as <c>Home › Furniture › Tables</c>.</summary>
    [JsonPropertyName("product_category")]
    public required string ProductCategory { get; init; }

    /// <summary>The department, such as <c>garden</c>.</summary>
    [JsonPropertyName("category")]
    public required string Category { get; init; }

    /// <summary>The query that the product was collected with.</summary>
    [JsonPropertyName("query")]
    public required string Query { get; init; }

    /// <summary>Addresses of pictures, the main one first.</summary>
    [JsonPropertyName("images")]
    public required ImmutableArray<string?> Images { get; init; }
}
