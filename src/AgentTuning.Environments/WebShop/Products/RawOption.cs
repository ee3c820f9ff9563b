using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>One value of a choice, as the official files hold it.</summary>
public sealed record RawOption
{
    /// <summary>The value, such as <c>Navy</c>.</summary>
    [JsonPropertyName("value")]
    public required string Value { get; init; }

    /// <summary>The address of the picture of this value; null without one.</summary>
    [JsonPropertyName("image")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Image { get; init; }
}
