using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A product as pages, search and reward see it.</summary>
public sealed record Product
{
    /// <summary>What stands for the rating; the original loads no reviews.</summary>
    public const string Rating = "N.A.";

    /// <summary>The id, usually ten letters and digits in upper case.</summary>
    public required string Asin { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The description; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>The bullet points, called features on the pages.</summary>
    public required ImmutableArray<string> Bullets { get; init; }

    /// <summary>One price in dollars, or the two ends of a range, which are not sorted.</summary>
    public required ImmutableArray<double> Prices { get; init; }

    /// <summary>The price as pages show it: <c>$9.99</c> or <c>$9.99 to $19.99</c>.</summary>
    public required string PriceText { get; init; }

    /// <summary>The choices in the order of the page.</summary>
    public required ImmutableArray<ProductOption> Options { get; init; }

    /// <summary>The picture of an option value, by value; null where the file names none.</summary>
    public required ImmutableDictionary<string, string?> OptionImages { get; init; }

    /// <summary>The attributes; one dummy where the attributes file lacks the product.</summary>
    public required ImmutableArray<string> Attributes { get; init; }

    /// <summary>The path of categories, such as <c>Home › Furniture › Tables</c>.</summary>
    public required string ProductCategory { get; init; }

    /// <summary>The department, such as <c>garden</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The query that the product was collected with, in lower case.</summary>
    public required string Query { get; init; }

    /// <summary>The address of the main picture; null where there is none.</summary>
    public required string? MainImage { get; init; }

    /// <summary>What people want of it; empty for most.</summary>
    public required ImmutableArray<RawInstruction> Instructions { get; init; }

    /// <summary>The instruction of its synthetic goals; null where it has none.</summary>
    public required string? SyntheticInstruction { get; init; }

    /// <summary>The attributes that the synthetic instruction asks for.</summary>
    public required ImmutableArray<string> SyntheticAttributes { get; init; }
}
