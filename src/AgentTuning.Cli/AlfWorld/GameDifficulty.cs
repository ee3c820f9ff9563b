namespace AgentTuning.Cli.AlfWorld;

/// <summary>How hard a game file is.</summary>
/// <param name="Game">Its path below the folder.</param>
/// <param name="Optimal">The commands of the shortest solution; null where none was found.</param>
/// <param name="Exploration">The expected commands of someone who looks through the house in random order.</param>
/// <param name="Receptacles">How many there are.</param>
/// <param name="Closed">How many of them are closed at first.</param>
/// <param name="Objects">How many things can be taken.</param>
/// <param name="Targets">How many of the wanted class there are.</param>
/// <param name="Branching">The mean number of admissible commands along the solution.</param>
sealed record GameDifficulty(string Game, int? Optimal, double? Exploration, int Receptacles, int Closed, int Objects, int Targets, double? Branching);
