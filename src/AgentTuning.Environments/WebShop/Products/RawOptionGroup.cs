using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A choice of a product, as the official files hold it.</summary>
/// <param name="Name">Such as <c>Color</c>.</param>
/// <param name="Values">Its values in the order of the file; null where the file has null, which drops the choice.</param>
public sealed record RawOptionGroup(string Name, ImmutableArray<RawOption>? Values);
