namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>How long it takes to find things when nothing is known of where they are.</summary>
static class Exploration
{
    /// <summary>
    /// The expected number of commands of an explorer who visits the receptacles in random order until all that is wanted was seen, and then does what the plan does.
    /// Of n receptacles in random order, k of them with what is wanted, each other one comes before the first of them with probability 1/(k+1).
    /// </summary>
    /// <param name="state">The first state.</param>
    /// <param name="goal">What is wanted.</param>
    /// <param name="plan">The shortest plan, or null where there is none.</param>
    public static double ExpectedLength(PlannedState state, PlannedGoal goal, IReadOnlyList<PlanStep>? plan)
    {
        if (plan is null || plan.Count == 0)
            return 0;
        var wanted = ReceptaclesOf(state, goal.ObjectType);
        if (goal.PlaceType is { } type)
            wanted.RemoveWhere(receptacle => receptacle.Type == type && goal.Change is null); // what is there already is not fetched
        var search = SearchLength(state, wanted, found: Math.Min(goal.Count, Math.Max(1, wanted.Count)));
        if (goal.LampType is { } lamp)
        {
            // The later of two finds: E[max] = E[one] + E[other] - E[the first of both].
            var lamps = ReceptaclesOf(state, lamp);
            search += SearchLength(state, lamps, 1) - SearchLength(state, [.. wanted, .. lamps], 1);
        }

        return search + plan.Count - FetchingSteps(plan);
    }

    static double SearchLength(PlannedState state, HashSet<PlannedReceptacle> good, int found)
    {
        if (good.Count == 0)
            return 0;
        double others = 0, finds = 0;
        foreach (var receptacle in state.Scene.Receptacles)
            if (good.Contains(receptacle))
                finds += Cost(state, receptacle);
            else
                others += Cost(state, receptacle);
        return (others * found / (good.Count + 1)) + (finds * found / good.Count);
    }

    static int Cost(PlannedState state, PlannedReceptacle receptacle) => state.IsClosed(receptacle) ? 2 : 1;

    static HashSet<PlannedReceptacle> ReceptaclesOf(PlannedState state, string type) => [.. state.Scene.ObjectsOf(type).SelectMany(state.PlacesOf)];

    // What the search already did: going to where things are taken, and opening it.
    static int FetchingSteps(IReadOnlyList<PlanStep> plan)
    {
        var sources = plan.Where(step => step.Kind is PlanStepKind.Take or PlanStepKind.Use).Select(step => step.Receptacle).ToHashSet();
        return plan.Count(step => step.Kind is PlanStepKind.Go or PlanStepKind.Open && sources.Contains(step.Receptacle));
    }
}
