using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>What of a product is searched.</summary>
static class ProductText
{
    /// <summary>Title, description, first bullet point and options, in lower case.</summary>
    public static string Of(Product product)
    {
        var options = string.Join(", and ", product.Options.Select(option => $"{option.Name}: {string.Join(", ", option.Values)}"));
        return PythonLetters.Lower($"{product.Title} {product.Description} {(product.Bullets.IsEmpty ? "" : product.Bullets[0])} {options}");
    }
}
