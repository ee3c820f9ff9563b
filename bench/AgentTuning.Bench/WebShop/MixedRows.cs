using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Bench.WebShop;

/// <summary>As many rows as are wanted, mixed from the official thousand: the title of one, the description and options of others, a new id.</summary>
static class MixedRows
{
    public static IEnumerable<RawEntry> Create(IReadOnlyList<RawEntry> official, int count, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            var (one, other, third) = (official[random.Next(official.Count)], official[random.Next(official.Count)], official[random.Next(official.Count)]);
            var words = $"{one.Product.Name} {other.Product.Name}".Split(' ');
            random.Shuffle(words);
            yield return new RawEntry(
                one.Product with
                {
                    Asin = FormattableString.Invariant($"B{number:D9}"),
                    Name = string.Join(' ', words.Take(6 + random.Next(12))),
                    FullDescription = other.Product.FullDescription,
                    SmallDescription = third.Product.SmallDescription,
                },
                one.Attributes,
                []);
        }
    }
}
