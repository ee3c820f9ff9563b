using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Snapping;
using AgentTuning.Environments.Database.Python;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>The reward of the original: matched attributes, options and price over all of them, times how well the kind of product fits.</summary>
/// <param name="nouns">Finds the nouns of titles, for which the original uses a statistical tagger.</param>
public sealed class RewardRule(ITitleNounExtractor nouns)
{
    const int MatchingRatio = 85; // above it texts match
    const int SharedCategories = 2;
    const double ScoreWithoutNouns = 0.2;
    const double LowTitleScore = 0.2;
    const double LowestTitleScore = 0.1;

    /// <summary>What a purchase is worth.</summary>
    /// <param name="product">What was bought.</param>
    /// <param name="goal">What was wanted.</param>
    /// <param name="price">What it cost, in dollars.</param>
    /// <param name="chosen">The chosen option values.</param>
    /// <param name="knownTitleScore">The title score, where it is known from elsewhere; null works it out.</param>
    public PurchaseScore Score(Product product, Goal goal, double price, IEnumerable<string> chosen, double? knownTitleScore = null)
    {
        var parts = goal.Attributes.Length + goal.Options.Length + 1d;
        var attributes = goal.Attributes.Count(attribute => HasAttribute(product, attribute));
        var options = CountOptions(goal.Options, chosen);
        var isPriceKept = price <= goal.PriceUpper;
        var isQueryEqual = string.Equals(product.Query, goal.Query, StringComparison.Ordinal);
        var isCategoryShared = Levels(product.ProductCategory).Intersect(Levels(goal.ProductCategory), StringComparer.Ordinal).Count() >= SharedCategories;
        var titleScore = knownTitleScore ?? TitleScore(product, goal);
        var type = TypeFactor(isQueryEqual || isCategoryShared, titleScore);
        return new PurchaseScore
        {
            Total = (attributes + options + (isPriceKept ? 1 : 0)) / parts * type,
            Type = type,
            Attributes = goal.Attributes.IsEmpty ? 0 : (double)attributes / goal.Attributes.Length,
            AttributesWeight = goal.Attributes.Length / parts,
            Options = goal.Options.IsEmpty ? null : (double)options / goal.Options.Length,
            OptionsWeight = goal.Options.IsEmpty ? null : goal.Options.Length / parts,
            IsPriceKept = isPriceKept,
            PriceWeight = 1 / parts,
            IsQueryEqual = isQueryEqual,
            IsCategoryShared = isCategoryShared,
            TitleScore = titleScore,
        };
    }

    // Later lines override earlier ones.
    static double TypeFactor(bool isRelated, double titleScore)
    {
        var type = isRelated || titleScore > LowTitleScore ? 1 : 0.5;
        if (titleScore < LowestTitleScore)
            type = 0.1;
        return titleScore == 0 ? 0 : type;
    }

    static bool HasAttribute(Product product, string wanted) =>
        product.Attributes.Any(attribute => TokenSetRatio.Compare(attribute, wanted) > MatchingRatio)
        || PythonLetters.Lower(product.Title).Contains(wanted, StringComparison.Ordinal)
        || PythonLetters.Lower(string.Join(' ', product.Bullets)).Contains(wanted, StringComparison.Ordinal)
        || PythonLetters.Lower(product.Description).Contains(wanted, StringComparison.Ordinal);

    static int CountOptions(ImmutableArray<GoalOption> wanted, IEnumerable<string> chosen)
    {
        var values = chosen.Select(ColorWords.Normalize).ToArray();
        return wanted.Select(WantedText).Count(text => values.Any(value => TokenSetRatio.Compare(value, text) > MatchingRatio));
    }

    // The options of synthetic goals are pairs: a colour counts where it is the whole name or value, and other pairs are compared as Python prints them.
    static string WantedText(GoalOption option)
    {
        if (option.Name is not { } name)
            return ColorWords.Normalize(option.Value);
        var first = ColorWords.PlaceOf(name) <= ColorWords.PlaceOf(option.Value) ? name : option.Value;
        return ColorWords.Has(first) ? first : $"({PythonPrinter.Print(name)}, {PythonPrinter.Print(option.Value)})";
    }

    static HashSet<string> Levels(string path) => path.Split('›').Select(PythonText.Strip).ToHashSet(StringComparer.Ordinal);

    double TitleScore(Product product, Goal goal)
    {
        var wanted = nouns.Nouns(goal.Asin, goal.Name);
        if (wanted.Count == 0)
            return ScoreWithoutNouns;
        var bought = nouns.Nouns(product.Asin, product.Title);
        return (double)wanted.Intersect(bought, StringComparer.Ordinal).Count() / wanted.Count;
    }
}
