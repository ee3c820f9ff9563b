using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>Products in memory.</summary>
sealed class ProductList(ImmutableArray<Product> products) : IProductStore
{
    readonly Dictionary<string, int> _ordinals = Enumerable.Range(0, products.Length).ToDictionary(ordinal => products[ordinal].Asin, StringComparer.Ordinal);

    public int Count => products.Length;

    public Product Read(int ordinal) => products[ordinal];

    public int OrdinalOf(string asin) => _ordinals.GetValueOrDefault(asin, -1);

    public void Dispose()
    {
    }
}
