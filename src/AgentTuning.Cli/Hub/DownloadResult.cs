namespace AgentTuning.Cli.Hub;

/// <summary>What <c>download</c> brought.</summary>
/// <param name="Model">As it was named.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Files">The files there.</param>
sealed record DownloadResult(string Model, string Folder, IReadOnlyList<string> Files);
