using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>The products of a shop in the order of their file. Safe for several callers.</summary>
/// <param name="products">Holds them; disposed with the catalogue.</param>
public sealed class Catalogue(IProductStore products) : IDisposable
{
    /// <summary>How many there are.</summary>
    public int Count => products.Count;

    /// <summary>The product at a place from 0 on.</summary>
    public Product this[int ordinal] => products.Read(ordinal);

    /// <summary>All of them in order; read one by one.</summary>
    public IEnumerable<Product> Products => Enumerable.Range(0, products.Count).Select(products.Read);

    /// <summary>Makes the catalogue of rows, which may come from official files or from a generator; rows that the original drops are dropped.</summary>
    /// <exception cref="InvalidDataException">A row cannot be read; the message says which.</exception>
    public static Catalogue From(IEnumerable<RawEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<Product>();
        var number = 0;
        foreach (var entry in entries)
        {
            number++;
            if (ProductRules.IsKept(entry.Product.Asin) && seen.Add(entry.Product.Asin))
                kept.Add(Normalize(entry, number));
        }

        return new Catalogue(new ProductList(kept.DrainToImmutable()));
    }

    /// <summary>The place of a product; -1 where there is none of that id.</summary>
    public int OrdinalOf(string asin) => products.OrdinalOf(asin);

    /// <summary>The product of an id; null where there is none.</summary>
    public Product? Find(string asin) => products.OrdinalOf(asin) is >= 0 and var ordinal ? products.Read(ordinal) : null;

    /// <inheritdoc/>
    public void Dispose() => products.Dispose();

    internal static Product Normalize(RawEntry entry, int number)
    {
        try
        {
            return ProductRules.Normalize(entry);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"Product {number} ({entry.Product.Asin}): {exception.Message}", exception);
        }
    }
}
