using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>The page of a product.</summary>
public sealed record ItemPage : ShopPage
{
    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>The search that led here.</summary>
    public required ImmutableArray<string> Keywords { get; init; }

    /// <summary>The page of results that led here.</summary>
    public required int ResultsNumber { get; init; }

    /// <summary>What was chosen: values by name of option, in the order of the first choice of each.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Chosen { get; init; }

    /// <summary>True where the shop has a page of attributes.</summary>
    public required bool ShowsAttributes { get; init; }

    /// <summary>The sub pages that there are, in order.</summary>
    public ImmutableArray<SubPageKind> SubPages => ShowsAttributes
        ? [SubPageKind.Description, SubPageKind.Features, SubPageKind.Reviews, SubPageKind.Attributes]
        : [SubPageKind.Description, SubPageKind.Features, SubPageKind.Reviews];

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => [BackToSearch, Previous, .. SubPages.Select(page => page.ToString()), BuyNow];

    /// <inheritdoc/>
    protected override IEnumerable<Clickable> Links =>
        Product.Options.SelectMany(option => option.Values.Select(value => new Clickable(value, ClickableKind.Option, option.Name)));
}
