namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>An action of the domain.</summary>
sealed class PddlAction
{
    public required string Name { get; init; }

    public required IReadOnlyList<PddlParameter> Parameters { get; init; }

    public required PddlCondition Precondition { get; init; }

    public required IReadOnlyList<PddlEffect> Effects { get; init; }
}
