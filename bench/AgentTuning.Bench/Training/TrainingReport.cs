namespace AgentTuning.Bench.Training;

/// <summary>Everything that a run of the training benchmark found.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Threads">The same for all.</param>
/// <param name="PyTorch">Its version, where it took part.</param>
/// <param name="Models">In the order they were measured.</param>
sealed record TrainingReport(Machine Machine, int Threads, string? PyTorch, IReadOnlyList<ModelReport> Models);
