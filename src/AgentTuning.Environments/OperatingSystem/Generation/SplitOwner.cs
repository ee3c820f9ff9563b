using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Says which split a text or a number belongs to, so that no two splits can draw the same: half to train, a quarter each to dev and test.</summary>
static class SplitOwner
{
    /// <summary>The split that owns a text.</summary>
    public static TaskSplit Of(ReadOnlySpan<char> text) => Of(StableHash.Of32(text));

    /// <summary>The split that owns a number that an order names: a limit, a year, a day, an argument.</summary>
    public static TaskSplit Of(int number) => Of(unchecked((uint)number * 2654435761u));

    static TaskSplit Of(uint hash) => (StableHash.Mix(hash) & 3) switch
    {
        0 or 1 => TaskSplit.Train,
        2 => TaskSplit.Development,
        _ => TaskSplit.Test,
    };
}
