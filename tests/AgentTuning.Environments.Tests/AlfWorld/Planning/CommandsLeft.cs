using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;
using AgentTuning.Environments.AlfWorld.Generation;

namespace AgentTuning.Environments.Tests.AlfWorld.Planning;

/// <summary>How many commands are left at least, by what cannot be avoided: a taking, a change, a putting, a door, and the ways between the places where these can be done.</summary>
/// <remarks>
/// Written apart from the planner, and only a bound: whatever a cleverer plan does, things are moved by hand, one at a time, from where they are now; each way
/// leads to one place, and each door takes one command.
/// </remarks>
sealed class CommandsLeft
{
    readonly HouseGoal _goal;
    readonly ILookup<string, PddlFact> _facts;
    readonly string[] _spots;
    readonly string[] _wanted;
    readonly (string Id, string Spot, bool HasDoor)[] _receptacles;
    readonly string[] _places;
    readonly string[] _devices;
    readonly string[] _lamps;
    readonly bool _lampsMove;

    public CommandsLeft(House house)
    {
        _goal = house.Goal;
        _facts = house.Game.Problem.Facts.ToLookup(fact => fact.Predicate, StringComparer.Ordinal);
        _spots = [.. house.Game.Problem.Objects.Where(item => item.Type == "location").Select(item => item.Id)];
        _wanted = OfType("objecttype", _goal.Wanted);
        _places = OfType("receptacletype", _goal.Place);
        _devices = _goal.Device is { } device ? OfType("receptacletype", device) : [];
        _lamps = _goal.IsUnderLamp ? OfType("objecttype", _goal.Place) : [];
        _lampsMove = _lamps.Any(lamp => _facts["pickupable"].Any(fact => fact.Arguments[0] == lamp));
        var doors = _facts["openable"].Select(fact => fact.Arguments[0]).ToHashSet(StringComparer.Ordinal);
        _receptacles = [.. _facts["receptacleatlocation"].Select(fact => (fact.Arguments[0], fact.Arguments[1], doors.Contains(fact.Arguments[0])))];
    }

    public int Of(IGame game)
    {
        var here = _spots.First(spot => Is(game, "atlocation", "agent1", spot));
        var left = int.MaxValue;
        if (_goal.IsUnderLamp)
            foreach (var thing in _wanted)
                left = Math.Min(left, UnderLamp(game, here, thing));
        else
            foreach (var place in _receptacles.Where(receptacle => _places.Contains(receptacle.Id)))
                left = Math.Min(left, _goal.Count == 2 ? Pair(game, here, place) : _wanted.Min(thing => Single(game, here, thing, place)));
        return left;
    }

    int UnderLamp(IGame game, string here, string thing)
    {
        var lit = _lamps.Any(lamp => Is(game, "istoggled", lamp)) ? 0 : 1;
        var lampSpots = _receptacles.Where(receptacle => _lamps.Any(lamp => Is(game, "inreceptacle", lamp, receptacle.Id))).Select(receptacle => receptacle.Spot);
        string[][] atLamp = _lampsMove ? [] : [[.. lampSpots]];
        if (Is(game, "holds", "agent1", thing))
            return lit + Ways(here, atLamp);
        var containers = ContainersOf(game, thing);
        return 1 + lit + Doors(game, containers) + Ways(here, [[.. containers.Select(container => container.Spot)], .. atLamp]);
    }

    int Single(IGame game, string here, string thing, (string Id, string Spot, bool HasDoor) place)
    {
        var isChanged = _goal.Device is null || Is(game, Change(), thing);
        var change = isChanged ? 0 : 1;
        string[][] atDevice = isChanged ? [] : [[.. _receptacles.Where(receptacle => _devices.Contains(receptacle.Id)).Select(receptacle => receptacle.Spot)]];
        var last = 1 + change + Doors(game, [place]);
        if (Is(game, "holds", "agent1", thing))
            return last + Ways(here, [.. atDevice, [place.Spot]]);
        var containers = ContainersOf(game, thing);
        return 1 + last + (containers.Contains(place) ? 0 : Doors(game, containers)) + Ways(here, [[.. containers.Select(container => container.Spot)], .. atDevice, [place.Spot]]);
    }

    // Each thing that is elsewhere is carried in by a way of its own, and between two such ways is one out.
    int Pair(IGame game, string here, (string Id, string Spot, bool HasDoor) place)
    {
        var missing = _wanted.Where(thing => !Is(game, "inreceptacle", thing, place.Id)).ToList();
        var needed = 2 - (_wanted.Length - missing.Count);
        if (needed <= 0)
            return 0;
        var held = missing.FirstOrDefault(thing => Is(game, "holds", "agent1", thing));
        var others = missing.Where(thing => thing != held).Select(thing => ContainersOf(game, thing)).ToList();
        var near = others.Count(containers => containers.Any(container => container.Spot == place.Spot)) + (held is not null && here == place.Spot ? 1 : 0);
        var carried = Math.Max(0, needed - near);
        var isAtOne = (held is not null && here != place.Spot) || others.Any(containers => containers.All(container => container.Spot != place.Spot) && containers.Any(container => container.Spot == here));
        var ways = carried > 0 ? (2 * carried) - (isAtOne ? 1 : 0) : here == place.Spot ? 0 : 1;
        var takes = needed - (held is null ? 0 : 1);
        var door = takes > 0 && others.TrueForAll(containers => Doors(game, containers) == 1) ? 1 : 0;
        return needed + takes + ways + door + Doors(game, [place]);
    }

    // How often one has to go on the way through places in order.
    static int Ways(string here, string[][] places)
    {
        string[] at = [here];
        var ways = 0;
        foreach (var next in places)
        {
            string[] both = [.. at.Intersect(next)];
            if (both.Length == 0)
                ways++;
            at = both.Length == 0 ? next : both;
        }

        return ways;
    }

    // One where all of the receptacles are closed.
    static int Doors(IGame game, IReadOnlyList<(string Id, string Spot, bool HasDoor)> receptacles) =>
        receptacles.All(receptacle => receptacle.HasDoor && !Is(game, "opened", receptacle.Id)) ? 1 : 0;

    List<(string Id, string Spot, bool HasDoor)> ContainersOf(IGame game, string thing) => [.. _receptacles.Where(receptacle => Is(game, "inreceptacle", thing, receptacle.Id))];

    string Change() => _goal.Device switch
    {
        "SinkBasin" => "isclean",
        "Microwave" => "ishot",
        _ => "iscool",
    };

    string[] OfType(string predicate, string className) =>
        [.. _facts[predicate].Where(fact => fact.Arguments[1] == $"{className.ToLowerInvariant()}type").Select(fact => fact.Arguments[0])];

    static bool Is(IGame game, string predicate, params string[] arguments) => game.Holds(new PddlFact(predicate, arguments));
}
