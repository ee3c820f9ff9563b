namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>The domain of a game file.</summary>
sealed class PddlDomain
{
    public required string Name { get; init; }

    /// <summary>The types in the file's order, each with its ancestors; <c>object</c> is the first.</summary>
    public required IReadOnlyList<PddlType> Types { get; init; }

    public required IReadOnlyList<PddlObject> Constants { get; init; }

    /// <summary>The number of arguments of each predicate. A type is a predicate of one.</summary>
    public required IReadOnlyDictionary<string, int> Predicates { get; init; }

    /// <summary>The predicates of :predicates alone.</summary>
    public required IReadOnlySet<string> DeclaredPredicates { get; init; }

    public required IReadOnlyList<PddlAction> Actions { get; init; }
}
