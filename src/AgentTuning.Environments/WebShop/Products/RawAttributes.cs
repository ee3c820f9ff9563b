using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>What <c>items_ins_v2.json</c> holds of a product.</summary>
public sealed record RawAttributes
{
    /// <summary>Its attributes; null reads as absent.</summary>
    [JsonPropertyName("attributes")]
    public ImmutableArray<string>? Attributes { get; init; }

    /// <summary>The instruction of its synthetic goals, without options and price; null where it has none.</summary>
    [JsonPropertyName("instruction")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instruction { get; init; }

    /// <summary>The attributes that the instruction asks for.</summary>
    [JsonPropertyName("instruction_attributes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? InstructionAttributes { get; init; }
}
