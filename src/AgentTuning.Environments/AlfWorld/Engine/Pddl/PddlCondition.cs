namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A condition of an action, of an effect or of the goal.</summary>
public abstract record PddlCondition
{
    private protected PddlCondition()
    {
    }

    /// <summary>A predicate, or <c>=</c>, over variables (with <c>?</c>) and constants.</summary>
    public sealed record Atom(string Predicate, IReadOnlyList<string> Terms) : PddlCondition;

    /// <summary>The contrary of a condition.</summary>
    public sealed record Negation(PddlCondition Inner) : PddlCondition;

    /// <summary>All of several conditions; true of none.</summary>
    public sealed record Conjunction(IReadOnlyList<PddlCondition> Parts) : PddlCondition;

    /// <summary>Any of several conditions; false of none.</summary>
    public sealed record Disjunction(IReadOnlyList<PddlCondition> Parts) : PddlCondition;

    /// <summary>Holds for some values of the variables.</summary>
    public sealed record Existential(IReadOnlyList<PddlParameter> Variables, PddlCondition Inner) : PddlCondition;

    /// <summary>Holds for all values of the variables.</summary>
    public sealed record Universal(IReadOnlyList<PddlParameter> Variables, PddlCondition Inner) : PddlCondition;
}
