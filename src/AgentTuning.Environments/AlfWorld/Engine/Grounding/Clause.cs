namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Literals that must hold together, for some values of the clause's own slots.</summary>
/// <param name="Literals">The literals.</param>
/// <param name="Slots">The slots that the clause introduces.</param>
/// <param name="Universals">Conditions for all values.</param>
sealed record Clause(IReadOnlyList<ClauseLiteral> Literals, IReadOnlyList<int> Slots, IReadOnlyList<Universal> Universals)
{
    public static readonly Clause True = new([], [], []);
}
