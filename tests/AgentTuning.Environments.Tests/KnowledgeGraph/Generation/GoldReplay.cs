using System.Globalization;
using System.Text.RegularExpressions;
using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Generation;

/// <summary>Plays gold calls over the statements of a graph by the benchmark's strict rules, without the generator's own evaluation.</summary>
sealed partial class GoldReplay(TripleSet graph)
{
    readonly List<(HashSet<string> Held, string Type, bool IsCount)> _variables = [];

    /// <summary>What each variable holds.</summary>
    public IReadOnlyList<(HashSet<string> Held, string Type, bool IsCount)> Variables => _variables;

    /// <summary>Plays the calls and gives the answer that naming the last variable earns.</summary>
    public HashSet<string> Play(IEnumerable<string> actions)
    {
        foreach (var action in actions)
        {
            var call = Call().Match(action);
            Assert.True(call.Success, action);
            var arguments = call.Groups[2].Value.Split(',');
            switch (call.Groups[1].Value)
            {
                case "get_relations":
                    Assert.NotEmpty(Names(arguments[0], World.Relations.Keys));
                    break;
                case "get_neighbors":
                    Assert.Contains(arguments[1], Names(arguments[0], World.Relations.Keys));
                    _variables.Add((Follow(Held(arguments[0]), arguments[1]), World.Relations[arguments[1]], false));
                    break;
                case "intersection":
                    var (first, second) = (Variable(arguments[0]), Variable(arguments[1]));
                    Assert.Equal(first.Type, second.Type);
                    _variables.Add(([.. first.Held.Intersect(second.Held)], first.Type, false));
                    break;
                case "get_attributes":
                    Assert.NotEmpty(Names(arguments[0], World.Attributes.Keys));
                    break;
                case "count":
                    _variables.Add((Variable(arguments[0]).Held, "type.int", true));
                    break;
                default:
                    Assert.Contains(arguments[1], Names(arguments[0], World.Attributes.Keys));
                    _variables.Add((Extreme(Variable(arguments[0]).Held, arguments[1], call.Groups[1].Value == "argmax"), Variable(arguments[0]).Type, false));
                    break;
            }
        }

        return Answer(_variables.Count - 1);
    }

    /// <summary>The answer that naming a variable earns.</summary>
    public HashSet<string> Answer(int variable) =>
        _variables[variable].IsCount ? [$"{_variables[variable].Held.Count}"] : _variables[variable].Held;

    static HashSet<string> Texts(TripleSet graph, IEnumerable<uint> numbers) => [.. numbers.Select(number => graph.TermOf(number).Text.Replace(World.Namespace, "", StringComparison.Ordinal))];

    HashSet<string> Extreme(HashSet<string> held, string attribute, bool isMost)
    {
        var rows = held.SelectMany(id => Follow([id], attribute).Select(value => (Id: id, Value: decimal.Parse(value.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)))).ToList();
        var extreme = isMost ? rows.Max(row => row.Value) : rows.Min(row => row.Value);
        return [.. rows.Where(row => row.Value == extreme).Select(row => row.Id)];
    }

    HashSet<string> Follow(IEnumerable<string> ids, string relation) => Texts(graph, graph.Objects(Numbers(ids), Number(relation)));

    List<string> Names(string argument, IEnumerable<string> vocabulary) => [.. Texts(graph, graph.Predicates(Numbers(Held(argument)))).Intersect(vocabulary)];

    HashSet<string> Held(string argument)
    {
        if (argument.StartsWith('#'))
            return Variable(argument).Held;
        Assert.Matches(@"^(m|f)\.[\w_]+$", argument);
        return [argument];
    }

    (HashSet<string> Held, string Type, bool IsCount) Variable(string name) => _variables[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)];

    uint[] Numbers(IEnumerable<string> ids) => [.. ids.Select(Number)];

    uint Number(string id) => graph.Find(KnowledgeTerm.Iri(World.Namespace + id))!.Value;

    [GeneratedRegex(@"^(\w+)\((.+)\)$")]
    private static partial Regex Call();
}
