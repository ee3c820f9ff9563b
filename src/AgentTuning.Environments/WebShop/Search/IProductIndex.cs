using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Finds products by their places in the catalogue. Safe for several callers.</summary>
public interface IProductIndex : IDisposable
{
    /// <summary>The best products for words, best first; equal scores by id.</summary>
    /// <param name="words">Free text; none of it is syntax.</param>
    /// <param name="count">How many at most.</param>
    ImmutableArray<int> FindText(string words, int count);

    /// <summary>All products with an attribute, in the order of the catalogue.</summary>
    ImmutableArray<int> FindAttribute(string attribute);

    /// <summary>All products of a department, in the order of the catalogue.</summary>
    ImmutableArray<int> FindCategory(string category);

    /// <summary>All products that were collected with a query, in the order of the catalogue.</summary>
    ImmutableArray<int> FindQuery(string query);
}
