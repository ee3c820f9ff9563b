namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A change of the state, where its condition holds in the state before.</summary>
sealed record GroundEffect(int Atom, bool IsDeleted, GroundCondition Condition);
