using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Tells the task type from the goal of a game whose names do not say it.</summary>
static class GoalKind
{
    /// <summary>The type whose goals speak of the same things.</summary>
    public static HouseholdTaskType Of(PddlCondition goal)
    {
        var predicates = Atoms(goal).Select(atom => atom.Predicate).ToHashSet(StringComparer.Ordinal);
        return predicates.Contains("istoggled") || predicates.Contains("ison") ? HouseholdTaskType.LookInLight
            : predicates.Contains("isclean") ? HouseholdTaskType.CleanAndPlace
            : predicates.Contains("ishot") ? HouseholdTaskType.HeatAndPlace
            : predicates.Contains("iscool") ? HouseholdTaskType.CoolAndPlace
            : predicates.Contains("=") ? HouseholdTaskType.PickTwoAndPlace // two that are not the same
            : HouseholdTaskType.PickAndPlace;
    }

    static IEnumerable<PddlCondition.Atom> Atoms(PddlCondition condition) => condition switch
    {
        PddlCondition.Atom atom => [atom],
        PddlCondition.Negation negation => Atoms(negation.Inner),
        PddlCondition.Conjunction conjunction => conjunction.Parts.SelectMany(Atoms),
        PddlCondition.Disjunction disjunction => disjunction.Parts.SelectMany(Atoms),
        PddlCondition.Existential existential => Atoms(existential.Inner),
        PddlCondition.Universal universal => Atoms(universal.Inner),
        _ => [],
    };
}
