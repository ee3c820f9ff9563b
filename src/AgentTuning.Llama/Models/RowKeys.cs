namespace AgentTuning.Llama.Models;

/// <summary>Keys of positions for dropout: what a position and those before it say, and a seed.</summary>
/// <remarks>
/// The key is the same wherever the document lies in a pack, whichever shard works on it, and however often it is computed; documents that
/// begin alike have the same keys there, so a beginning may be computed once for all of them.
/// </remarks>
static class RowKeys
{
    const ulong Golden = 0x9e3779b97f4a7c15;

    /// <summary>The history of no tokens.</summary>
    public const ulong Start = 0;

    /// <summary>The seed of a step.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="step">From 0.</param>
    public static ulong SeedOf(int seed, int step) => Mix(((ulong)(uint)seed << 32) + (uint)step + Golden);

    /// <summary>The history of one more token.</summary>
    public static ulong After(ulong history, long id) => Mix(history + ((ulong)id + 1) * Golden);

    /// <summary>The key of the position that has a history.</summary>
    public static ulong KeyOf(ulong history, ulong seed) => Mix(history ^ seed);

    /// <summary>The keys of the rows of a batch.</summary>
    /// <param name="ids">Row by row.</param>
    /// <param name="length">Of a row.</param>
    /// <param name="seed">From <see cref="SeedOf"/>.</param>
    public static ulong[] Of(ReadOnlySpan<long> ids, int length, ulong seed)
    {
        var keys = new ulong[ids.Length];
        var history = Start;
        for (var i = 0; i < ids.Length; i++)
        {
            history = After(i % length == 0 ? Start : history, ids[i]);
            keys[i] = KeyOf(history, seed);
        }
        return keys;
    }

    // The finalizer of SplitMix64 (Steele et al. 2014, https://doi.org/10.1145/2660193.2660195).
    static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
