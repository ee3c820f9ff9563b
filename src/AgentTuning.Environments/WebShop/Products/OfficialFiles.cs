namespace AgentTuning.Environments.WebShop.Products;

/// <summary>The files of the original's catalogue, as they are published.</summary>
/// <param name="Products">The array of products, such as <c>items_shuffle.json</c>.</param>
/// <param name="Attributes">Attributes by product, such as <c>items_ins_v2.json</c>.</param>
/// <param name="Instructions">Instructions of people by product, <c>items_human_ins.json</c>; null where it is absent.</param>
public sealed record OfficialFiles(string Products, string Attributes, string? Instructions)
{
    const string FullProducts = "items_shuffle.json";
    const string SmallProducts = "items_shuffle_1000.json";
    const string FullAttributes = "items_ins_v2.json";
    const string SmallAttributes = "items_ins_v2_1000.json";
    const string HumanInstructions = "items_human_ins.json";

    /// <summary>Finds the files in a folder, or beside a file of products; a folder that holds both catalogues gives the full one.</summary>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    public static OfficialFiles Locate(string path)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var products = Directory.Exists(path) ? FirstOf(folder, FullProducts, SmallProducts) : Path.GetFullPath(path);
        if (products is null || !File.Exists(products))
            throw new FileNotFoundException($"There is no {products ?? Path.Combine(folder, FullProducts)}, expected WebShop's {FullProducts} or {SmallProducts}, or a folder that holds one.", path);
        var isSmall = string.Equals(Path.GetFileName(products), SmallProducts, StringComparison.Ordinal);
        var attributes = isSmall ? FirstOf(folder, SmallAttributes, FullAttributes) : FirstOf(folder, FullAttributes, SmallAttributes);
        return attributes is null
            ? throw new FileNotFoundException($"Beside {products} lies no {(isSmall ? SmallAttributes : FullAttributes)}, which holds the products' attributes; put it there.", folder)
            : new OfficialFiles(products, attributes, FirstOf(folder, HumanInstructions));
    }

    static string? FirstOf(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (File.Exists(Path.Combine(folder, name)))
                return Path.GetFullPath(Path.Combine(folder, name));
        return null;
    }
}
