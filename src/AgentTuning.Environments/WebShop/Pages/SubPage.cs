using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>A page behind the page of a product.</summary>
public sealed record SubPage : ShopPage
{
    /// <summary>Which one.</summary>
    public required SubPageKind Kind { get; init; }

    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>The search that led here.</summary>
    public required ImmutableArray<string> Keywords { get; init; }

    /// <summary>The page of results that led here.</summary>
    public required int ResultsNumber { get; init; }

    /// <summary>What was chosen: values by name of option, in the order of the first choice of each.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Chosen { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => [BackToSearch, Previous];
}
