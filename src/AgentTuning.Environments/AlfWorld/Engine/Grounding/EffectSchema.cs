namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A change, for all values of its slots under which its condition holds.</summary>
sealed record EffectSchema(IReadOnlyList<int> Slots, Clause Condition, ClauseLiteral Change)
{
    /// <summary>Whether it happens whenever the action does, for no values but the action's.</summary>
    public bool IsPlain { get; } = Slots.Count == 0 && Condition is { Literals.Count: 0, Universals.Count: 0 };
}
