using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A choice of a product, in lower case, such as size or color.</summary>
/// <param name="Name">What is chosen.</param>
/// <param name="Values">The values in the order of the page; may repeat.</param>
public sealed record ProductOption(string Name, ImmutableArray<string> Values);
