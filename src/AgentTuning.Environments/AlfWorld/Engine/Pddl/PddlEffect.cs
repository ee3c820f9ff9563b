namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>One change that an action makes.</summary>
/// <param name="Variables">Of <c>forall</c>, the outer ones first.</param>
/// <param name="Condition">Of <c>when</c>; the empty conjunction where there is none.</param>
/// <param name="Literal">The change.</param>
sealed record PddlEffect(IReadOnlyList<PddlParameter> Variables, PddlCondition Condition, PddlLiteral Literal);
