namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A condition for all values: none of its violations holds.</summary>
/// <param name="Number">Its number in the game.</param>
/// <param name="FreeSlots">The slots around it that it depends on.</param>
/// <param name="Violations">Each breaks the condition.</param>
sealed record Universal(int Number, int[] FreeSlots, IReadOnlyList<Clause> Violations);
