using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>A page of the shop: everything that text and HTML are made of.</summary>
public abstract record ShopPage
{
    /// <summary>The button of the start page.</summary>
    public const string Search = "Search";

    /// <summary>The button that leads to the start page.</summary>
    public const string BackToSearch = "Back to Search";

    /// <summary>The button that leads back by one page.</summary>
    public const string Previous = "< Prev";

    /// <summary>The button that leads to more results.</summary>
    public const string Next = "Next >";

    /// <summary>The button that ends the episode.</summary>
    public const string BuyNow = "Buy Now";

    /// <summary>Whose page it is.</summary>
    public required string SessionId { get; init; }

    /// <summary>The goal in words.</summary>
    public required string Instruction { get; init; }

    /// <summary>The address, as the original's simulated browser has it.</summary>
    public required string Url { get; init; }

    /// <summary>True where keywords can be typed.</summary>
    public virtual bool HasSearchBar => false;

    /// <summary>The buttons in the order of the page.</summary>
    public abstract ImmutableArray<string> Buttons { get; }

    /// <summary>The links of products, then the values of options, in the order of the page.</summary>
    protected virtual IEnumerable<Clickable> Links => [];

    /// <summary>What clicks can name, in the order of the original: of equal texts the first keeps its place and the last its target.</summary>
    public ImmutableArray<Clickable> FindClickables()
    {
        var found = new OrderedDictionary<string, Clickable>(StringComparer.Ordinal);
        foreach (var button in Buttons)
        {
            var text = PythonLetters.Lower(button);
            found[text] = new Clickable(text, ClickableKind.Button);
        }

        foreach (var link in Links)
            found[link.Text] = link;
        return [.. found.Values];
    }
}
