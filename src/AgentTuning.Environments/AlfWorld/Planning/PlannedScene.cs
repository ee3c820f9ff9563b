using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>What never changes in a household game.</summary>
sealed class PlannedScene
{
    static readonly PddlFact[] None = [];

    readonly ILookup<string, PddlFact> _facts;
    readonly Dictionary<string, string> _objectTypes = new(StringComparer.Ordinal);
    readonly HashSet<(string Place, string Item)> _containment = [];

    /// <summary>The scene of a problem.</summary>
    public PlannedScene(PddlProblem problem)
    {
        _facts = problem.Facts.ToLookup(fact => fact.Predicate, StringComparer.Ordinal);
        foreach (var fact in Facts("objecttype", 2))
            _objectTypes.TryAdd(fact.Arguments[0], fact.Arguments[1]);
        foreach (var fact in Facts("cancontain", 2))
            _containment.Add((fact.Arguments[0], fact.Arguments[1]));
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in Facts("receptacletype", 2))
            types.TryAdd(fact.Arguments[0], fact.Arguments[1]);
        var openable = Facts("openable", 1).Select(fact => fact.Arguments[0]).ToHashSet(StringComparer.Ordinal);
        Receptacles = [.. Facts("receptacleatlocation", 2).DistinctBy(fact => fact.Arguments[0])
            .Select(fact => new PlannedReceptacle(fact.Arguments[0], types.GetValueOrDefault(fact.Arguments[0]), fact.Arguments[1], openable.Contains(fact.Arguments[0])))];
        Agents = [.. Facts("atlocation", 2).Select(fact => fact.Arguments[0]).Distinct(StringComparer.Ordinal)];
        Spots = [.. problem.Objects.Where(item => item.Type == "location").Select(item => item.Id)];
    }

    /// <summary>The receptacles in the file's order.</summary>
    public ImmutableArray<PlannedReceptacle> Receptacles { get; }

    /// <summary>The agents; one in all released games.</summary>
    public ImmutableArray<string> Agents { get; }

    /// <summary>All locations.</summary>
    public ImmutableArray<string> Spots { get; }

    /// <summary>The objects of a type.</summary>
    public IEnumerable<string> ObjectsOf(string type) => _objectTypes.Where(item => item.Value == type).Select(item => item.Key).Order(StringComparer.Ordinal);

    /// <summary>The objects that the player can take.</summary>
    public IEnumerable<string> Movable => Facts("pickupable", 1).Select(fact => fact.Arguments[0]).Distinct(StringComparer.Ordinal);

    /// <summary>Whether a fact of one argument holds from the start.</summary>
    public bool Has(string predicate, string id) => Facts(predicate, 1).Any(fact => fact.Arguments[0] == id);

    /// <summary>Whether an object may be put into a receptacle.</summary>
    public bool Accepts(PlannedReceptacle receptacle, string item) =>
        receptacle.Type is { } place && _objectTypes.TryGetValue(item, out var type) && _containment.Contains((place, type));

    IEnumerable<PddlFact> Facts(string predicate, int arity) =>
        _facts.Contains(predicate) ? _facts[predicate].Where(fact => fact.Arguments.Count == arity) : None;
}
