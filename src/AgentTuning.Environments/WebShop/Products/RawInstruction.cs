using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A person's instruction for a product, as <c>items_human_ins.json</c> holds it; what the original does not use is left out.</summary>
public sealed record RawInstruction
{
    /// <summary>What the person wants.</summary>
    [JsonPropertyName("instruction")]
    public required string Instruction { get; init; }

    /// <summary>The attributes that it asks for; without any there is no goal.</summary>
    [JsonPropertyName("instruction_attributes")]
    public required ImmutableArray<string> InstructionAttributes { get; init; }

    /// <summary>The option values that it asks for.</summary>
    [JsonPropertyName("instruction_options")]
    public required ImmutableArray<string> InstructionOptions { get; init; }
}
