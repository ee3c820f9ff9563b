namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Draws that the generators of graphs and questions share.</summary>
static class RandomDraws
{
    /// <summary>True with a probability.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>One of the values.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];

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
