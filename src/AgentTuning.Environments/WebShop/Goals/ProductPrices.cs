using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>What products cost for the reward.</summary>
static class ProductPrices
{
    /// <summary>The price of a product: its own, or a draw from its range.</summary>
    public static double Draw(Product product, PythonRandom random) =>
        product.Prices.Length == 1 ? product.Prices[0] : random.Uniform(product.Prices[0], product.Prices[1]);

    /// <summary>The prices of all, in the order of the catalogue.</summary>
    public static ImmutableArray<double> DrawAll(Catalogue catalogue, int seed)
    {
        var random = new PythonRandom(seed);
        return [.. catalogue.Products.Select(product => Draw(product, random))];
    }
}
