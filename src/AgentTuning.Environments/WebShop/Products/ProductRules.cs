using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>How the original makes products of the rows of its files.</summary>
static class ProductRules
{
    const int LongestAsin = 10;
    const string AbsentAsin = "nan";

    static readonly ImmutableArray<string> DummyAttributes = ["DUMMY_ATTR"];

    /// <summary>True for an id that the original keeps.</summary>
    public static bool IsKept(string asin) => !string.Equals(asin, AbsentAsin, StringComparison.Ordinal) && Length(asin) <= LongestAsin;

    /// <summary>The product of a row.</summary>
    /// <exception cref="InvalidDataException">A price cannot be read.</exception>
    public static Product Normalize(RawEntry entry)
    {
        var raw = entry.Product;
        var price = PriceTag.Read(raw.Pricing);
        var (options, images) = Options(raw.CustomizationOptions);
        return new Product
        {
            Asin = raw.Asin,
            Title = raw.Name,
            Description = raw.FullDescription,
            Bullets = raw.SmallDescription,
            Prices = price.Prices,
            PriceText = price.Text,
            Options = options,
            OptionImages = images,
            Attributes = entry.Attributes?.Attributes ?? DummyAttributes,
            ProductCategory = raw.ProductCategory,
            Category = raw.Category,
            Query = PythonText.Strip(PythonLetters.Lower(raw.Query)),
            MainImage = raw.Images.IsDefaultOrEmpty ? null : raw.Images[0],
            Instructions = entry.Instructions,
            SyntheticInstruction = entry.Attributes?.Instruction,
            SyntheticAttributes = entry.Attributes?.InstructionAttributes ?? [],
        };
    }

    // Python counts characters, not UTF-16 units.
    static int Length(string text) => text.Length <= LongestAsin ? text.Length : text.EnumerateRunes().Count();

    static (ImmutableArray<ProductOption> Options, ImmutableDictionary<string, string?> Images) Options(ImmutableArray<RawOptionGroup> groups)
    {
        if (groups.IsDefaultOrEmpty)
            return ([], ImmutableDictionary<string, string?>.Empty);
        var options = new OrderedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var images = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group.Values is not { } values)
                continue;
            var names = ImmutableArray.CreateBuilder<string>(values.Length);
            foreach (var option in values)
            {
                var value = PythonLetters.Lower(PythonText.Strip(option.Value).Replace("/", " | ", StringComparison.Ordinal));
                names.Add(value);
                images[value] = option.Image;
            }

            options[PythonLetters.Lower(group.Name)] = names.DrainToImmutable();
        }

        return ([.. options.Select(option => new ProductOption(option.Key, option.Value))], images.ToImmutable());
    }
}
