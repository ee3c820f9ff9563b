using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>What was bought, as the original's web site logs it.</summary>
sealed record PurchaseContent
{
    [JsonPropertyName("asin")]
    public string? Asin { get; init; }

    [JsonPropertyName("options")]
    public Dictionary<string, string>? Options { get; init; }

    [JsonPropertyName("price")]
    public double? Price { get; init; }
}
