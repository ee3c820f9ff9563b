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

    /// <summary>The choices as the page prints them: JSON in ASCII, by name, safe within HTML.</summary>
    public string ChosenJson => PageAddress.Json(Chosen.OrderBy(choice => choice.Key, StringComparer.Ordinal))
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override ImmutableArray<string> Buttons => [];
}
