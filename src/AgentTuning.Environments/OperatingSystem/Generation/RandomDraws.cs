namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Draws that the generators share.</summary>
static class RandomDraws
{
    /// <summary>True with a probability.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>One of the values.</summary>
    public static T Pick<T>(this Random random, params IReadOnlyList<T> values) => values[random.Next(values.Count)];

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
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ul);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94d049bb133111ebul);
        return new Random((int)((mixed ^ (mixed >> 31)) & int.MaxValue));
    }
}
