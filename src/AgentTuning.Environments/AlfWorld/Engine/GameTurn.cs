namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>What the game answers.</summary>
/// <param name="Observation">What the player reads.</param>
/// <param name="IsWon">Whether the goal holds now. It is not kept: a later turn may lose it again.</param>
/// <param name="IsAccepted">Whether the command was admissible; if not, nothing changed and it is not counted as a move.</param>
public readonly record struct GameTurn(string Observation, bool IsWon, bool IsAccepted);
