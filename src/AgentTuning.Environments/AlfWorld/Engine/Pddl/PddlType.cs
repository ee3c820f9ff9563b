namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A type and the types above it.</summary>
sealed record PddlType(string Name, IReadOnlyList<string> Ancestors);
