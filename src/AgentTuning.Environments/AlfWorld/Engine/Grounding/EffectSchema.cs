namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A change, for all values of its slots under which its condition holds.</summary>
sealed record EffectSchema(IReadOnlyList<int> Slots, Clause Condition, ClauseLiteral Change);
