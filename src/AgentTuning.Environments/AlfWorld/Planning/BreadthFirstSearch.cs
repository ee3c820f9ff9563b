using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>Looks for the shortest way to win through the states of a game, whatever its goal.</summary>
static class BreadthFirstSearch
{
    // What a household remembers of an object besides its place.
    static readonly string[] Changes = ["isclean", "ishot", "iscool", "issliced", "istoggled"];

    /// <summary>The shortest commands to win, or null where none were found; the game stays as it is.</summary>
    /// <param name="game">In any state.</param>
    /// <param name="mostStates">How many states to look at before giving up.</param>
    /// <param name="considers">Which commands to try; null tries all but those that only look.</param>
    public static IReadOnlyList<string>? Find(IGame game, int mostStates, Func<string, bool>? considers = null)
    {
        considers ??= DoesSomething;
        var search = game.Fork();
        if (search.IsWon)
            return [];
        var fluents = Fluents(game.File.Problem);
        var nodes = new List<(GameSnapshot State, int Parent, int Command)> { (search.Save(), -1, -1) };
        var seen = new HashSet<UInt128> { Key(search, fluents) };
        for (var current = 0; current < nodes.Count && nodes.Count < mostStates; current++)
        {
            search.Restore(nodes[current].State);
            foreach (var command in search.AdmissibleNumbers.ToArray())
            {
                if (!considers(search.CommandText(command)))
                    continue;
                search.Restore(nodes[current].State);
                search.Apply(command);
                if (search.IsWon)
                    return Trace(search, nodes, current, command);
                if (seen.Add(Key(search, fluents)))
                    nodes.Add((search.Save(), current, command));
            }
        }

        return null;
    }

    static bool DoesSomething(string command) => command is not ("look" or "inventory" or "help") && !command.StartsWith("examine ", StringComparison.Ordinal);

    static List<string> Trace(IGame game, List<(GameSnapshot State, int Parent, int Command)> nodes, int last, int command)
    {
        var commands = new List<string> { game.CommandText(command) };
        for (var node = last; node > 0; node = nodes[node].Parent)
            commands.Add(game.CommandText(nodes[node].Command));
        commands.Reverse();
        return commands;
    }

    static List<PddlFact> Fluents(PddlProblem problem)
    {
        var scene = new PlannedScene(problem);
        var fluents = new List<PddlFact>();
        foreach (var agent in scene.Agents)
        {
            fluents.AddRange(scene.Spots.Select(spot => new PddlFact("atlocation", agent, spot)));
            fluents.AddRange(scene.Movable.Select(item => new PddlFact("holds", agent, item)));
        }

        fluents.AddRange(scene.Receptacles.Where(receptacle => receptacle.IsOpenable).Select(receptacle => new PddlFact("opened", receptacle.Id)));
        var placed = problem.Facts.Where(fact => fact.Predicate == "inreceptacle").ToHashSet();
        foreach (var item in scene.Movable)
        {
            fluents.AddRange(scene.Receptacles.Select(receptacle => new PddlFact("inreceptacle", item, receptacle.Id))
                .Zip(scene.Receptacles, (fact, receptacle) => (fact, receptacle))
                .Where(pair => scene.Accepts(pair.receptacle, item) || placed.Contains(pair.fact)).Select(pair => pair.fact));
        }

        foreach (var item in problem.Objects.Where(item => item.Type == "object"))
            fluents.AddRange(Changes.Select(change => new PddlFact(change, item.Id)));
        return fluents;
    }

    // Two hashes of the facts that hold; together long enough that states are not confused.
    static UInt128 Key(IGame game, List<PddlFact> fluents)
    {
        ulong one = 0, other = 0;
        for (var i = 0; i < fluents.Count; i++)
            if (game.Holds(fluents[i]))
            {
                one += Mix((ulong)i + 0x9E3779B97F4A7C15UL);
                other += Mix((ulong)i + 0xD1B54A32D192ED03UL);
            }

        return new UInt128(one, other);
    }

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
