namespace AgentTuning.Reports;

/// <summary>A stage of a recipe.</summary>
/// <param name="Name">The stage, which is also the name of its folder where it has one.</param>
/// <param name="Command">The command line as one would type it.</param>
/// <param name="Seconds">Wall-clock time.</param>
sealed record FinishedStage(string Name, string Command, double Seconds);
