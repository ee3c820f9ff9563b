namespace AgentTuning.Bench.Training;

/// <summary>What one step was.</summary>
/// <param name="Loss">Cross-entropy, the mean over supervised tokens, before the update.</param>
/// <param name="Seconds">Of the whole step.</param>
/// <param name="Flops">Floating-point operations of the products that were needed: for a padded batch those of its documents, for shared prefixes those of one.</param>
readonly record struct StepOutcome(double Loss, double Seconds, double Flops);
