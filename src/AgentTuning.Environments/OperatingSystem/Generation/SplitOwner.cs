using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Says which split a text or a number belongs to, so that no two splits can draw the same: half to train, a quarter each to dev and test.</summary>
static class SplitOwner
{
    /// <summary>The split that owns a text.</summary>
    public static TaskSplit Of(ReadOnlySpan<char> text)
    {
        // FNV-1a with a final mix, because string.GetHashCode differs between processes.
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 16777619u);
        return Of(hash);
    }

    /// <summary>The split that owns a number that an order names: a limit, a year, a day, an argument.</summary>
    public static TaskSplit Of(int number) => Of(unchecked((uint)number * 2654435761u));

    static TaskSplit Of(uint hash)
    {
        hash ^= hash >> 15;
        hash = unchecked(hash * 0x2c1b3c6du);
        return ((hash ^ (hash >> 12)) & 3) switch
        {
            0 or 1 => TaskSplit.Train,
            2 => TaskSplit.Development,
            _ => TaskSplit.Test,
        };
    }
}
