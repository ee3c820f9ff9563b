namespace AgentTuning.Environments.WebShop.Products;

/// <summary>Products by their place in the file and by id. Safe for several callers.</summary>
public interface IProductStore : IDisposable
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The product at a place from 0 on.</summary>
    Product Read(int ordinal);

    /// <summary>The place of a product; -1 where there is none of that id.</summary>
    int OrdinalOf(string asin);
}
