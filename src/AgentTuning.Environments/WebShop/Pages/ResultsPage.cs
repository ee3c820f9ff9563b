using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>Ten results of a search.</summary>
public sealed record ResultsPage : ShopPage
{
    /// <summary>How many results a page has at most.</summary>
    public const int Size = 10;

    /// <summary>What was searched for, split at spaces.</summary>
    public required ImmutableArray<string> Keywords { get; init; }

    /// <summary>The number of the page, from 1 on.</summary>
    public required int Number { get; init; }

    /// <summary>How many results there are on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>The products of this page; empty beyond the last one.</summary>
    public required ImmutableArray<Product> Products { get; init; }

    /// <summary>The ids of products whose pages were opened since the start page.</summary>
    public required ImmutableHashSet<string> Visited { get; init; }

    /// <summary>The line that counts the results.</summary>
    public string Heading => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Page {Number} (Total results: {Total})");

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => Number > 1 ? [BackToSearch, Previous, Next] : [BackToSearch, Next];

    /// <inheritdoc/>
    protected override IEnumerable<Clickable> Links =>
        Products.Select(product => new Clickable(PythonLetters.Lower(product.Asin), ClickableKind.Product, product.Asin));
}
