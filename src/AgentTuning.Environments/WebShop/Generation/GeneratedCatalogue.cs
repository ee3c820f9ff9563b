using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>A generated catalogue in the official form, made product by product: memory does not grow with their number.</summary>
/// <remarks>
/// Products come in families of four that differ in the main attribute, the values of an option, or the price. Every product has one instruction as
/// people write them, and every third one a synthetic instruction. Brands, goals and wordings of one split stand in no other.
/// </remarks>
/// <param name="seed">The same seed gives the same products.</param>
/// <param name="split">Whose brands, goals and wordings are used.</param>
/// <param name="count">How many products there are, 1 to 1,000,000.</param>
public sealed class GeneratedCatalogue(int seed, TaskSplit split, int count)
{
    /// <summary>The most products.</summary>
    public const int MostProducts = 1_000_000;

    const long Asins = 2_821_109_907_456; // 36 to the 8th
    const long Stride = 1_181_783_497; // shares no factor with 36, so that no two products have one id
    const int Splits = 3;

    readonly int _families = (Checked(count) + ProductFamily.Size - 1) / ProductFamily.Size;
    readonly long _offset = RandomDraws.Seeded(seed, 710, 0).NextInt64(Asins);

    /// <summary>How many products there are.</summary>
    public int Count => count;

    /// <summary>All rows in order.</summary>
    public IEnumerable<RawEntry> Entries() => Enumerable.Range(0, count).Select(Create);

    /// <summary>The row at a place from 0 on.</summary>
    public RawEntry Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        var family = ProductFamily.Create(seed, split, index % _families);
        var random = RandomDraws.Seeded(seed, 720 + (int)split, index);
        var (attributes, options, cents) = Vary(family, index / _families);
        var product = Product(family, attributes, options, random) with { Asin = Asin(index), Pricing = Pricing(cents, random) };
        var goal = new GoalWriter(split, random);
        var (instruction, isSynthetic) = (goal.Write(family.Kind, attributes, options), index % 3 == 0);
        var wanted = ImmutableArray.Create(random.Pick(attributes));
        return new RawEntry(
            product,
            new RawAttributes
            {
                Attributes = attributes,
                Instruction = isSynthetic ? goal.WriteSynthetic(family.Kind, wanted[0]) : null,
                InstructionAttributes = isSynthetic ? wanted : null,
            },
            [instruction]);
    }

    static (ImmutableArray<string> Attributes, ImmutableArray<(string Name, ImmutableArray<string> Values)> Options, int Cents) Vary(ProductFamily family, int variant) => variant switch
    {
        1 => (family.Attributes.SetItem(0, family.OtherAttribute), family.Options.Groups, family.Cents),
        2 => (family.Attributes, family.Options.Groups.SetItem(0, (family.Options.Groups[0].Name, family.Options.OtherValues)), family.Cents),
        3 => (family.Attributes, family.Options.Groups, (family.Cents * 9) / 5),
        _ => (family.Attributes, family.Options.Groups, family.Cents),
    };

    static RawProduct Product(ProductFamily family, ImmutableArray<string> attributes, ImmutableArray<(string Name, ImmutableArray<string> Values)> options, Random random)
    {
        string Text(string section) => CataloguePhrases.Titles.Write(
            random, section, ("brand", family.Brand), ("noun", family.Kind.Noun), ("first", attributes[0]), ("second", attributes[1]), ("third", attributes[2]), ("use", family.Use));

        return new RawProduct
        {
            Asin = "",
            Name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text("title")),
            FullDescription = random.Chance(0.2) ? "" : Text("description"),
            SmallDescription = [Text("third"), .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text("bullet")).Distinct(StringComparer.Ordinal)],
            CustomizationOptions = [.. options.Select(option => new RawOptionGroup(Capital(option.Name), [.. option.Values.Select(value => new RawOption { Value = value })]))],
            ProductCategory = family.Kind.Path,
            Category = family.Kind.Department,
            Query = family.Kind.Noun,
            Images = [],
        };
    }

    static string Pricing(int cents, Random random) => random.NextDouble() switch
    {
        < 0.05 => string.Create(CultureInfo.InvariantCulture, $"{Dollars(cents)}{Dollars(cents + random.Next(1, 400))}"),
        _ => Dollars(cents),
    };

    static string Dollars(int cents) => string.Create(CultureInfo.InvariantCulture, $"${cents / 100}.{cents % 100:00}");

    static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    string Asin(int index)
    {
        var number = (long)((((UInt128)(ulong)((index * (long)Splits) + (int)split) * (ulong)Stride) + (ulong)_offset) % (ulong)Asins);
        var asin = "B0XXXXXXXX".ToCharArray();
        for (var place = asin.Length - 1; place >= 2; place--, number /= 36)
            asin[place] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(int)(number % 36)];
        return new string(asin);
    }

    static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostProducts);
        return count;
    }
}
