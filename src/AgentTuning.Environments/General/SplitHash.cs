using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>Assigns every text to one split, so that the splits share none: half to train, a quarter each to dev and test.</summary>
static class SplitHash
{
    /// <summary>The split that owns the text.</summary>
    public static TaskSplit Of(ReadOnlySpan<char> text) => (Mix(StableHash.Of64(text)) & 3) switch
    {
        0 or 1 => TaskSplit.Train,
        2 => TaskSplit.Development,
        _ => TaskSplit.Test,
    };

    /// <summary>A seed for the n-th draw of a stream, unlike those of its neighbours.</summary>
    public static int Seed(int seed, TaskSplit split, long index) =>
        (int)(Mix(Mix(((ulong)(uint)seed << 8) + (ulong)split) + (ulong)index) >> 33);

    // A step of SplitMix64.
    static ulong Mix(ulong value) => RandomDraws.Mix(unchecked(value + 0x9E3779B97F4A7C15UL));
}
