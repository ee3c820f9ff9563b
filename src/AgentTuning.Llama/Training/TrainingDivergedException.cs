namespace AgentTuning.Llama.Training;

/// <summary>A loss or a gradient is not a finite number. Nothing was learned from the batch that the message names.</summary>
public sealed class TrainingDivergedException(string message) : Exception(message);
