using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>Finds the shortest way to the goal of a household game, with full sight of its state.</summary>
/// <remarks>
/// A goal of a known shape is reached by a few errands: which object, from where, over which device, to where. All combinations are tried and the shortest is
/// played in the game itself. Where the goal is of another shape, or the game refuses a step, a breadth-first search over the game's states takes over.
/// </remarks>
static class HouseholdPlanner
{
    /// <summary>Commands that win from the game's state, or null where none were found; the game stays as it is.</summary>
    /// <param name="game">In any state.</param>
    /// <param name="mostStates">How many states the fallback search may look at.</param>
    public static IReadOnlyList<string>? Solve(IGame game, int mostStates = 20_000)
    {
        if (game.IsWon)
            return [];
        if (Steps(game) is { } steps && Play(game.Fork(), steps) is { } commands)
            return commands;
        return BreadthFirstSearch.Find(game, mostStates);
    }

    /// <summary>The steps of the shortest plan, or null where the goal is of an unknown shape or out of reach.</summary>
    public static IReadOnlyList<PlanStep>? Steps(IGame game)
    {
        var scene = new PlannedScene(game.File.Problem);
        if (scene.Agents.Length != 1 || GoalReader.Read(game.File.Problem.Goal) is not { } goal)
            return null;
        return Plans(new PlannedState(game, scene), goal).MinBy(plan => plan.Count);
    }

    /// <summary>All plans of the known kinds.</summary>
    static IEnumerable<IReadOnlyList<PlanStep>> Plans(PlannedState state, PlannedGoal goal)
    {
        var wanted = state.Scene.ObjectsOf(goal.ObjectType).Where(item => goal.Affordance is null || state.Scene.Has(goal.Affordance, item)).ToList();
        var holdsWanted = state.Held is not null && wanted.Contains(state.Held);
        if (state.Held is null || holdsWanted)
            return PlansFrom(state, goal, wanted, () => new PlanDraft(state), holdsWanted ? state.Held : null);

        // The hands are full of something else, which is put down first.
        return state.Scene.Receptacles.Where(receptacle => state.Scene.Accepts(receptacle, state.Held))
            .SelectMany(receptacle => PlansFrom(state, goal, wanted, () => new PlanDraft(state).Put(state.Held, receptacle), held: null));
    }

    static IEnumerable<IReadOnlyList<PlanStep>> PlansFrom(PlannedState state, PlannedGoal goal, List<string> wanted, Func<PlanDraft> start, string? held)
    {
        var sources = wanted.Where(item => item != held && state.Scene.Has("pickupable", item))
            .SelectMany(item => state.PlacesOf(item).Select(place => (Item: item, Place: place))).ToList();
        if (held is not null)
            sources = [(held, state.Scene.Receptacles[0]), .. goal.Count == 2 ? sources : []];
        return goal switch
        {
            { LampType: { } lamp } => LampPlans(state, lamp, sources, start, held),
            { Count: 2 } => PairPlans(state, goal, wanted, sources, start, held),
            _ => SinglePlans(state, goal, sources, start, held),
        };
    }

    static IEnumerable<IReadOnlyList<PlanStep>> LampPlans(
        PlannedState state, string type, List<(string Item, PlannedReceptacle Place)> sources, Func<PlanDraft> start, string? held)
    {
        var lamps = state.Scene.ObjectsOf(type).Where(lamp => state.Scene.Has("toggleable", lamp))
            .SelectMany(lamp => state.PlacesOf(lamp).Select(place => (Lamp: lamp, Place: place))).ToList();
        return sources.SelectMany(source => lamps, (source, lamp) => Fetch(start(), source, held).Use(lamp.Lamp, lamp.Place).Steps);
    }

    static IEnumerable<IReadOnlyList<PlanStep>> SinglePlans(
        PlannedState state, PlannedGoal goal, List<(string Item, PlannedReceptacle Place)> sources, Func<PlanDraft> start, string? held)
    {
        var deviceType = goal.Change switch
        {
            "isclean" => "sinkbasintype",
            "ishot" => "microwavetype",
            "iscool" => "fridgetype",
            _ => null,
        };
        foreach (var source in sources)
        {
            var isChanged = goal.Change is null || state.Has(goal.Change, source.Item);
            var devices = isChanged ? [null] : state.Scene.Receptacles.Where(receptacle => receptacle.Type == deviceType).Cast<PlannedReceptacle?>().ToList();
            foreach (var device in devices)
                foreach (var place in Places(state, goal, source.Item))
                {
                    var plan = Fetch(start(), source, held);
                    yield return (device is null ? plan : plan.Change(source.Item, device)).Put(source.Item, place).Steps;
                }
        }
    }

    static IEnumerable<IReadOnlyList<PlanStep>> PairPlans(
        PlannedState state, PlannedGoal goal, List<string> wanted, List<(string Item, PlannedReceptacle Place)> sources, Func<PlanDraft> start, string? held)
    {
        if (wanted.Count == 0)
            yield break;
        foreach (var place in Places(state, goal, wanted[0]))
        {
            var isOneThere = sources.Exists(source => source.Item != held && source.Place == place);
            var elsewhere = sources.Where(source => source.Item == held || source.Place != place).ToList();
            foreach (var first in elsewhere)
            {
                if (held is not null && first.Item != held)
                    continue;
                if (isOneThere)
                    yield return Fetch(start(), first, held).Put(first.Item, place).Steps;
                foreach (var second in elsewhere)
                    if (!isOneThere && second.Item != first.Item && second.Item != held)
                        yield return Fetch(Fetch(start(), first, held).Put(first.Item, place), second, held).Put(second.Item, place).Steps;
            }
        }
    }

    static IEnumerable<PlannedReceptacle> Places(PlannedState state, PlannedGoal goal, string item) =>
        state.Scene.Receptacles.Where(receptacle => receptacle.Type == goal.PlaceType && state.Scene.Accepts(receptacle, item));

    static PlanDraft Fetch(PlanDraft plan, (string Item, PlannedReceptacle Place) source, string? held) =>
        source.Item == held ? plan : plan.Take(source.Item, source.Place);

    // The commands of the steps, where the game takes them and they win.
    static List<string>? Play(IGame game, IReadOnlyList<PlanStep> steps)
    {
        var commands = new List<string>();
        foreach (var step in steps)
        {
            if (CommandOf(game, step) is not { } command)
                return null;
            game.Act(command);
            commands.Add(command);
            if (game.IsWon)
                return commands;
        }

        return null;
    }

    static string? CommandOf(IGame game, PlanStep step)
    {
        var place = game.Names.NameOf(step.Receptacle.Id);
        var item = step.Item is null ? "" : game.Names.NameOf(step.Item);
        string[] candidates = step.Kind switch
        {
            PlanStepKind.Go => [$"go to {place}"],
            PlanStepKind.Open => [$"open {place}"],
            PlanStepKind.Take => [$"take {item} from {place}"],
            PlanStepKind.Put => [$"move {item} to {place}", $"put {item} in/on {place}"],
            PlanStepKind.Use => [$"use {item}"],
            _ => [$"clean {item} with {place}", $"heat {item} with {place}", $"cool {item} with {place}"],
        };
        foreach (var number in game.AdmissibleNumbers)
            if (candidates.Contains(game.CommandText(number), StringComparer.Ordinal))
                return game.CommandText(number);
        return null;
    }
}
