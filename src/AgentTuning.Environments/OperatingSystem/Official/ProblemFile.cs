namespace AgentTuning.Environments.OperatingSystem.Official;

/// <summary>A file of problems and what goes with it.</summary>
/// <param name="Path">A <c>.json</c> file of one problem or a list of them, or a <c>.jsonl</c> file of one a line.</param>
/// <param name="Name">Its place in the official layout, such as <c>data/4/N11.json</c>, or its plain name; part of the ids.</param>
/// <param name="Category">The part of the benchmark, such as <c>4</c>, <c>dev</c> or <c>train_0317</c>; null outside the official layout.</param>
/// <param name="Scripts">The folder that its scripts are named from.</param>
sealed record ProblemFile(string Path, string Name, string? Category, string Scripts);
