using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Writes a house as a PDDL problem.</summary>
sealed class ProblemText
{
    // Actions of the domain name these types, so every problem declares them.
    static readonly string[] ObjectTypesOfActions = ["Knife", "ButterKnife"];
    static readonly string[] ReceptacleTypesOfActions = ["SinkBasin", "Microwave", "Fridge"];

    readonly House _house;
    readonly StringBuilder _text = new(40_000);
    readonly string[] _receptacles;
    readonly string[] _objects;
    readonly string[] _spots;

    ProblemText(House house)
    {
        _house = house;
        _receptacles = [.. house.Receptacles.Select(receptacle => Id(receptacle.AppendId))];
        _objects = [.. house.Objects.Select(item => Id(item.AppendId))];
        _spots = [.. house.Spots.Select(spot => Id(spot.AppendId))];
    }

    /// <summary>The whole problem.</summary>
    public static string Write(House house)
    {
        var text = new ProblemText(house);
        text.WriteObjects();
        text.WriteFacts();
        text.WriteGoal(house.Goal);
        return text._text.ToString();
    }

    void WriteObjects()
    {
        var name = _house.Name;
        _text.Append(CultureInfo.InvariantCulture, $"(define (problem house_{name.Generator}_{(int)name.Split}_{(int)_house.Goal.Type}_{(uint)name.Seed})\n(:domain alfred)\n(:objects\nagent1 - agent\n");
        foreach (var type in ObjectTypes())
            _text.Append(type).Append("Type - otype\n");
        foreach (var type in ReceptacleTypes())
            _text.Append(type).Append("Type - rtype\n");
        Declare(_objects, "object");
        Declare(_receptacles, "receptacle");
        Declare(_spots, "location");
        _text.Append(")\n");
    }

    void WriteFacts()
    {
        _text.Append("(:init\n");
        for (var i = 0; i < _receptacles.Length; i++)
            Fact("receptacleType", _receptacles[i], _house.Receptacles[i].Class.Name + "Type");
        for (var i = 0; i < _objects.Length; i++)
            Fact("objectType", _objects[i], _house.Objects[i].Class.Name + "Type");
        WriteContainment();
        Affordances("pickupable", item => item.IsMovable);
        Affordances("isReceptacleObject", item => item.Has(ObjectTraits.Holds));
        for (var i = 0; i < _receptacles.Length; i++)
            if (_house.Receptacles[i].HasDoor)
                Fact("openable", _receptacles[i]);
        Fact("atLocation", "agent1", _spots[^1]);
        Affordances("cleanable", item => item.Has(ObjectTraits.Clean));
        Affordances("heatable", item => item.Has(ObjectTraits.Heat));
        Affordances("coolable", item => item.Has(ObjectTraits.Cool));
        Affordances("toggleable", item => item.Has(ObjectTraits.Toggle));
        Affordances("sliceable", item => item.Has(ObjectTraits.Slice));
        for (var i = 0; i < _objects.Length; i++)
            foreach (var receptacle in _house.Objects[i].Receptacles)
                Fact("inReceptacle", _objects[i], _receptacles[receptacle]);
        for (var i = 0; i < _receptacles.Length; i++)
            Fact("receptacleAtLocation", _receptacles[i], _spots[_house.Receptacles[i].Spot]);
        for (var i = 0; i < _objects.Length; i++)
            Fact("objectAtLocation", _objects[i], _spots[_house.Objects[i].Spot]);
        _text.Append(")\n");
    }

    void WriteContainment()
    {
        var movable = _house.Objects.Select(item => item.Class).Where(item => item.IsMovable).Distinct().OrderBy(item => item.Number).ToList();
        foreach (var place in _house.Receptacles.Select(receptacle => receptacle.Class.Name).Distinct())
            foreach (var item in movable)
                if (item.Places.ContainsKey(place))
                    Fact("canContain", place + "Type", item.Name + "Type");
    }

    void WriteGoal(HouseGoal goal)
    {
        var needs = goal.Type switch
        {
            HouseholdTaskType.CleanAndPlace => ("(cleanable ?o) ", "(isClean ?o) "),
            HouseholdTaskType.HeatAndPlace => ("(heatable ?o) ", "(isHot ?o) "),
            HouseholdTaskType.CoolAndPlace => ("(coolable ?o) ", "(isCool ?o) "),
            _ => ("", ""),
        };
        var condition = goal.Type switch
        {
            HouseholdTaskType.LookInLight =>
                $"(exists (?ot - object ?r - receptacle ?a - agent ?l - location) (and (objectType ?ot {goal.Place}Type) (toggleable ?ot) (isToggled ?ot) "
                + "(receptacleAtLocation ?r ?l) (atLocation ?a ?l) (inReceptacle ?ot ?r)))\n"
                + $"(exists (?o - object ?a - agent) (and (objectType ?o {goal.Wanted}Type) (holds ?a ?o)))",
            HouseholdTaskType.PickTwoAndPlace =>
                $"(exists (?r - receptacle) (exists (?o1 - object) (and (objectType ?o1 {goal.Wanted}Type) (receptacleType ?r {goal.Place}Type) (inReceptacle ?o1 ?r)\n"
                + $"(exists (?o2 - object) (and (not (= ?o1 ?o2)) (objectType ?o2 {goal.Wanted}Type) (receptacleType ?r {goal.Place}Type) (inReceptacle ?o2 ?r))))))",
            _ =>
                $"(exists (?r - receptacle) (exists (?o - object) (and {needs.Item1}(objectType ?o {goal.Wanted}Type) (receptacleType ?r {goal.Place}Type) "
                + $"{needs.Item2}(inReceptacle ?o ?r))))",
        };
        _text.Append("(:goal (and\n").Append(condition).Append("\n))\n)\n");
    }

    IEnumerable<string> ObjectTypes() => _house.Objects.Select(item => item.Class.Name).Concat(ObjectTypesOfActions).Append(_house.Goal.Wanted).Distinct();

    IEnumerable<string> ReceptacleTypes() => _house.Receptacles.Select(receptacle => receptacle.Class.Name).Concat(ReceptacleTypesOfActions).Distinct();

    void Affordances(string predicate, Func<ObjectClass, bool> has)
    {
        for (var i = 0; i < _objects.Length; i++)
            if (has(_house.Objects[i].Class))
                Fact(predicate, _objects[i]);
    }

    void Declare(string[] ids, string type)
    {
        foreach (var id in ids)
            _text.Append(id).Append(" - ").Append(type).Append('\n');
    }

    void Fact(string predicate, string first) => _text.Append('(').Append(predicate).Append(' ').Append(first).Append(")\n");

    void Fact(string predicate, string first, string second) =>
        _text.Append('(').Append(predicate).Append(' ').Append(first).Append(' ').Append(second).Append(")\n");

    static string Id(Action<StringBuilder> append)
    {
        var id = new StringBuilder(80);
        append(id);
        return id.ToString();
    }
}
