using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>A training run that has ended, with what went into it.</summary>
/// <param name="Summary">How it ended.</param>
/// <param name="Run">What was planned.</param>
/// <param name="Fitted">What was learned from.</param>
/// <param name="PeakBytes">The most memory it took; null where the system does not say.</param>
sealed record TrainingOutcome(TrainingSummary Summary, PlannedRun Run, FittedExamples Fitted, long? PeakBytes)
{
    /// <summary>How many examples of each pool were drawn, by the pools' names.</summary>
    public IEnumerable<(string Name, int Drawn, int Examples)> Draws =>
        Run.Plan is { } plan ? plan.Data.Pools.Zip(plan.DrawsByPool, (pool, drawn) => (pool.Name, drawn, pool.Count)) : [];
}
