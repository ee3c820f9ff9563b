namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>What a purchase is worth, and why.</summary>
public sealed record PurchaseScore
{
    /// <summary>The reward, 0 to 1: the share of matches times <see cref="Type"/>.</summary>
    public required double Total { get; init; }

    /// <summary>How well the kind of product fits: 0, 0.1, 0.5 or 1.</summary>
    public required double Type { get; init; }

    /// <summary>The share of the goal's attributes that the product has.</summary>
    public required double Attributes { get; init; }

    /// <summary>The part of the attributes in the reward.</summary>
    public required double AttributesWeight { get; init; }

    /// <summary>The share of the goal's options that were chosen; null for a goal without options.</summary>
    public required double? Options { get; init; }

    /// <summary>The part of the options in the reward; null for a goal without options.</summary>
    public required double? OptionsWeight { get; init; }

    /// <summary>True where the product costs no more than the goal's bound.</summary>
    public required bool IsPriceKept { get; init; }

    /// <summary>The part of the price in the reward.</summary>
    public required double PriceWeight { get; init; }

    /// <summary>True where both were collected with the same query.</summary>
    public required bool IsQueryEqual { get; init; }

    /// <summary>True where both share two levels of categories.</summary>
    public required bool IsCategoryShared { get; init; }

    /// <summary>The share of the goal's title nouns that the product's title has.</summary>
    public required double TitleScore { get; init; }
}
