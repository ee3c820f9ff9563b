using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>Which split a name or a combination belongs to: a fifth to test, a fifth to development.</summary>
static class GoalSplit
{
    /// <summary>The split of a text.</summary>
    public static TaskSplit Of(string text) => (StableHash.Mix(StableHash.Of32(text)) % 5) switch
    {
        0 => TaskSplit.Test,
        1 => TaskSplit.Development,
        _ => TaskSplit.Train,
    };
}
