using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>The page with the search bar.</summary>
public sealed record StartPage : ShopPage
{
    /// <summary>The name of the shop, which stands on top.</summary>
    public const string Title = "WebShop";

    /// <inheritdoc/>
    public override bool HasSearchBar => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => [Search];
}
