using AgentTuning.Bench.Training;

namespace AgentTuning.Bench.Peers;

/// <summary>How far the plain loop has been improved.</summary>
sealed record PlainOptions
{
    /// <summary>Examples in a padded batch.</summary>
    public int Batch { get; init; } = 4;

    /// <summary>True sorts the examples of a step by length first.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Tokens that lie in one row without padding, with attention for each document; 0 pads.</summary>
    public int PackedTokens { get; init; }

    /// <summary>True computes logits only before supervised tokens.</summary>
    public bool HasFewLogits { get; init; }

    /// <summary>True updates each weight in one pass over memory.</summary>
    public bool HasFusedOptimizer { get; init; }

    /// <summary>Threads inside operators.</summary>
    public required int Threads { get; init; }

    /// <summary>What counts as time.</summary>
    public StepClock Clock { get; init; }
}
