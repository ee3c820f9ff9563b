namespace AgentTuning.Cli.Recipes;

/// <summary>A stage that was finished. One entry of <c>stages.json</c>.</summary>
/// <param name="Name">The stage.</param>
/// <param name="About">What it does.</param>
/// <param name="Command">The command line, as one would type it.</param>
/// <param name="Seconds">Wall-clock time, of all its starts together.</param>
sealed record StageRecord(string Name, string About, string Command, double Seconds);
