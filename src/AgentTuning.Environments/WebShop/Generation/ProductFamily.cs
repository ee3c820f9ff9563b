using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>What four products have in common, which differ in one thing each.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Brand">Their maker; brands of one split stand in no other.</param>
/// <param name="Attributes">Three, the main one first.</param>
/// <param name="OtherAttribute">What one of them has in place of the main attribute.</param>
/// <param name="Options">What can be chosen.</param>
sealed record ProductFamily(
    ProductKind Kind, string Brand, ImmutableArray<string> Attributes, string OtherAttribute, FamilyOptions Options)
{
    /// <summary>The products of a family.</summary>
    public const int Size = 4;

    /// <summary>The price of three of them, in cents.</summary>
    public required int Cents { get; init; }

    /// <summary>What it is for.</summary>
    public required string Use { get; init; }

    /// <summary>Makes the family of a number.</summary>
    public static ProductFamily Create(int seed, TaskSplit split, int number)
    {
        var random = RandomDraws.Seeded(seed, 700 + (int)split, number);
        var kind = random.Pick(ProductKind.All);
        var attributes = random.Shuffled(kind.Attributes);
        var options = random.Chance(0.15) ? [random.Pick(kind.Options)] : kind.Options;
        return new ProductFamily(kind, BrandName.Draw(random, split), [.. attributes.Take(3)], attributes[3], FamilyOptions.Draw(random, options))
        {
            Cents = (random.Next(kind.LowPrice, kind.HighPrice) * 100) + random.Pick(99, 49, 95, 0),
            Use = random.Pick(kind.Uses),
        };
    }
}
