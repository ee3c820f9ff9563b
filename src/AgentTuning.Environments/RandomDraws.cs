namespace AgentTuning.Environments;

/// <summary>Draws that the generators share.</summary>
static class RandomDraws
{
    /// <summary>True with a probability.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>One of the values.</summary>
    public static T Pick<T>(this Random random, params IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>One of the characters.</summary>
    public static char Pick(this Random random, string characters) => characters[random.Next(characters.Length)];

    /// <summary>A number within bounds, both included, with a count of decimals.</summary>
    public static decimal Number(this Random random, decimal low, decimal high, int decimals)
    {
        var scale = decimals switch { 0 => 1m, 1 => 10m, 2 => 100m, _ => 1000m };
        return random.NextInt64((long)(low * scale), (long)(high * scale) + 1) / scale;
    }

    /// <summary>The values in another order.</summary>
    public static T[] Shuffled<T>(this Random random, IEnumerable<T> values)
    {
        var shuffled = values.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>A generator for one thing of a family of seeds; neighbouring numbers give unrelated draws.</summary>
    public static Random Seeded(int seed, int family, int index)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)(uint)family * 0x9e3779b97f4a7c15ul) ^ (uint)index);
        return new Random((int)(Mix(mixed) & int.MaxValue));
    }

    /// <summary>Scatters the bits of a number.</summary>
    public static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ul);
        value = unchecked((value ^ (value >> 27)) * 0x94d049bb133111ebul);
        return value ^ (value >> 31);
    }
}
