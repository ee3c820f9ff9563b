using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>The page after the purchase; there is nothing to click.</summary>
public sealed record DonePage : ShopPage
{
    /// <summary>What was bought.</summary>
    public required Product Product { get; init; }

    /// <summary>What was chosen: values by name of option, in the order of the first choice of each.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Chosen { get; init; }

    /// <summary>The reward, 0 to 1.</summary>
    public required double Reward { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => [];
}
