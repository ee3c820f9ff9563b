using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Environments.WebShop.Goals;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>A goal as the original logs it.</summary>
sealed record GoalRecord
{
    [JsonPropertyName("asin")]
    public string Asin { get; init; } = "";

    [JsonPropertyName("category")]
    public string Category { get; init; } = "";

    [JsonPropertyName("query")]
    public required string Query { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("product_category")]
    public required string ProductCategory { get; init; }

    [JsonPropertyName("instruction_text")]
    public string Instruction { get; init; } = "";

    [JsonPropertyName("attributes")]
    public required ImmutableArray<string> Attributes { get; init; }

    [JsonPropertyName("price_upper")]
    public required double PriceUpper { get; init; }

    /// <summary>A list of values, or an object of values by name.</summary>
    [JsonPropertyName("goal_options")]
    public JsonElement Options { get; init; }

    /// <summary>The goal.</summary>
    /// <exception cref="InvalidDataException">The options have another form.</exception>
    public Goal ToGoal() => new()
    {
        Asin = Asin,
        Instruction = Instruction,
        Category = Category,
        Query = Query,
        Name = Name,
        ProductCategory = ProductCategory,
        Attributes = Attributes,
        PriceUpper = PriceUpper,
        Options = Options.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. Options.EnumerateArray().Select(value => new GoalOption(null, Text(value)))],
            JsonValueKind.Object => [.. Options.EnumerateObject().Select(option => new GoalOption(option.Name, Text(option.Value)))],
            _ => throw new InvalidDataException($"'goal_options' is a {Options.ValueKind}, expected a list of values or an object of values by name."),
        },
    };

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new InvalidDataException($"'goal_options' holds a {value.ValueKind}, expected texts.");
}
