using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>What the search bar understands: words, and four marks as the first word.</summary>
/// <param name="index">Finds products.</param>
/// <param name="productCount">How many products there are.</param>
public sealed class ProductFinder(IProductIndex index, int productCount)
{
    /// <summary>The most results of words, and the number of random products.</summary>
    public const int MostResults = 50;

    const string RandomMark = "<r>";
    const string AttributeMark = "<a>";
    const string CategoryMark = "<c>";
    const string QueryMark = "<q>";

    /// <summary>True where the same keywords give other products each time.</summary>
    public static bool IsRandom(ImmutableArray<string> keywords) => keywords[0] == RandomMark;

    /// <summary>The places of the products found.</summary>
    /// <param name="keywords">What was typed, split at single spaces; at least one, which may be empty.</param>
    /// <param name="random">Draws random products.</param>
    public ImmutableArray<int> Find(ImmutableArray<string> keywords, PythonRandom random) => keywords[0] switch
    {
        RandomMark => [.. random.Sample(productCount, Math.Min(MostResults, productCount))],
        AttributeMark => index.FindAttribute(Rest(keywords)),
        CategoryMark => keywords.Length < 2 ? [] : index.FindCategory(PythonText.Strip(keywords[1])),
        QueryMark => index.FindQuery(Rest(keywords)),
        _ => index.FindText(string.Join(' ', keywords), MostResults),
    };

    static string Rest(ImmutableArray<string> keywords) => PythonText.Strip(string.Join(' ', keywords.Skip(1)));
}
