using System.Numerics;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Draws whose stream is a contract: xoshiro256**, seeded by SplitMix64. The same seed gives the same house on every machine and in every version of .NET.</summary>
sealed class HouseRandom
{
    ulong _a, _b, _c, _d;

    /// <summary>A stream of its own for each combination of numbers.</summary>
    public HouseRandom(params ReadOnlySpan<int> seeds)
    {
        var state = 0x243F6A8885A308D3UL;
        foreach (var seed in seeds)
            state = Mix(state + 0x9E3779B97F4A7C15UL + (uint)seed);
        _a = Mix(state += 0x9E3779B97F4A7C15UL);
        _b = Mix(state += 0x9E3779B97F4A7C15UL);
        _c = Mix(state += 0x9E3779B97F4A7C15UL);
        _d = Mix(state + 0x9E3779B97F4A7C15UL) | 1; // not all may be zero
    }

    /// <summary>A number from 0 to below the limit.</summary>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)(((NextBits() >> 32) * (uint)limit) >> 32);
    }

    /// <summary>A number between two, both included.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    /// <summary>True in so many of a hundred draws.</summary>
    public bool Percent(int percent) => Next(100) < percent;

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>One of the values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>The position of one of the weights, drawn in proportion to them; -1 where all are 0.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
            sum += weight;
        if (sum == 0)
            return -1;
        var drawn = Next(sum);
        for (var i = 0; ; i++)
            if ((drawn -= weights[i]) < 0)
                return i;
    }

    /// <summary>Puts the values in any order.</summary>
    public void Shuffle<T>(IList<T> values)
    {
        for (var i = values.Count - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    /// <summary>Sixty-four bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
