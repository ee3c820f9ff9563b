namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>What an effect adds or deletes.</summary>
/// <param name="Atom">Over variables and constants.</param>
/// <param name="IsDeleted">Whether the atom is deleted.</param>
sealed record PddlLiteral(PddlCondition.Atom Atom, bool IsDeleted);
