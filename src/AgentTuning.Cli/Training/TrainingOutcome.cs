using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>A training run that has ended, with what went into it.</summary>
/// <param name="Summary">How it ended.</param>
/// <param name="Plan">What was done.</param>
/// <param name="Fitted">What was learned from.</param>
sealed record TrainingOutcome(TrainingSummary Summary, TrainingPlan Plan, FittedData Fitted);
