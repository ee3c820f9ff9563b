using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>What the planner asks of a state.</summary>
sealed class PlannedState(IGame game, PlannedScene scene)
{
    /// <summary>The scene of the state.</summary>
    public PlannedScene Scene => scene;

    /// <summary>Where the player stands, or null.</summary>
    public string? Spot { get; } = scene.Spots.FirstOrDefault(spot => game.Holds(new PddlFact("atlocation", scene.Agents[0], spot)));

    /// <summary>What the player holds, or null.</summary>
    public string? Held { get; } = scene.Movable.FirstOrDefault(item => game.Holds(new PddlFact("holds", scene.Agents[0], item)));

    /// <summary>Whether a receptacle needs to be opened before its contents can be reached.</summary>
    public bool IsClosed(PlannedReceptacle receptacle) => receptacle.IsOpenable && !game.Holds(new PddlFact("opened", receptacle.Id));

    /// <summary>Whether a fact of one argument holds.</summary>
    public bool Has(string predicate, string id) => game.Holds(new PddlFact(predicate, id));

    /// <summary>The receptacles that an object is in.</summary>
    public IEnumerable<PlannedReceptacle> PlacesOf(string item) =>
        scene.Receptacles.Where(receptacle => game.Holds(new PddlFact("inreceptacle", item, receptacle.Id)));
}
