using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>All that the three official files say of a product.</summary>
/// <param name="Product">The product.</param>
/// <param name="Attributes">Its attributes and synthetic instruction; null where the file has none of it.</param>
/// <param name="Instructions">The instructions of people; empty where there is none.</param>
public sealed record RawEntry(RawProduct Product, RawAttributes? Attributes, ImmutableArray<RawInstruction> Instructions);
