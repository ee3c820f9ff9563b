using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>One way to carry out an action: its precondition without "or".</summary>
/// <param name="Action">The action.</param>
/// <param name="Number">The action's number in the domain.</param>
/// <param name="SlotTypes">The type of every slot, the action's parameters first; -1 has no constants.</param>
/// <param name="Precondition">What must hold.</param>
/// <param name="Effects">What changes.</param>
sealed record ActionSchema(PddlAction Action, int Number, int[] SlotTypes, Clause Precondition, IReadOnlyList<EffectSchema> Effects);
