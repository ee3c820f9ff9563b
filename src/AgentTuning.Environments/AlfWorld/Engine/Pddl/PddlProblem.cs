namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>The problem of a game file: a house and what is wanted of it.</summary>
public sealed class PddlProblem
{
    /// <summary>The problem's name in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The declared constants in the file's order, those of the domain first.</summary>
    public required IReadOnlyList<PddlObject> Objects { get; init; }

    /// <summary>The facts of the first state in the file's order, each once.</summary>
    public required IReadOnlyList<PddlFact> Facts { get; init; }

    /// <summary>What must hold to win.</summary>
    public required PddlCondition Goal { get; init; }

    /// <summary>Constants that the values of functions name, such as those of distances.</summary>
    internal IReadOnlyList<string> AssignedConstants { get; init; } = [];
}
