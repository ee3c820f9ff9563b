namespace AgentTuning.Llama.Training;

/// <summary>Where a training run stands after a step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Steps">The number of steps of the whole run.</param>
/// <param name="Loss">Of this step, per supervised token.</param>
/// <param name="TokensPerSecond">Tokens of documents, over the last steps.</param>
/// <param name="TimeLeft">At the present rate.</param>
public sealed record TrainingProgress(int Step, int Steps, double Loss, double TokensPerSecond, TimeSpan TimeLeft);
