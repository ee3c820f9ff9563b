using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;
using AgentTuning.Environments.WebShop.Search;

namespace AgentTuning.Environments.WebShop;

/// <summary>What all sessions of a shop share. Safe for several callers.</summary>
/// <param name="catalogue">The products; disposed with the shop.</param>
/// <param name="prices">What each product costs, in the order of the catalogue.</param>
/// <param name="index">Finds products; disposed with the shop.</param>
/// <param name="goals">What can be asked for.</param>
/// <param name="rule">Says what a purchase is worth.</param>
public sealed class Shop(Catalogue catalogue, ImmutableArray<double> prices, IProductIndex index, GoalSet goals, RewardRule rule) : IDisposable
{
    /// <summary>The products.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>What each product costs in dollars, in the order of the catalogue; a draw for those with a range.</summary>
    public ImmutableArray<double> Prices => prices;

    /// <summary>What can be asked for, in the order of the original.</summary>
    public GoalSet Goals => goals;

    /// <summary>Says what a purchase is worth.</summary>
    public RewardRule Rule => rule;

    /// <summary>What the search bar understands.</summary>
    public ProductFinder Finder { get; } = new(index, catalogue.Count);

    /// <inheritdoc/>
    public void Dispose()
    {
        index.Dispose();
        catalogue.Dispose();
    }
}
