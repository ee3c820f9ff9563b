using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>Recognizes the goals of ALFWorld's task types in a condition. The sentence is not looked at: it is for people.</summary>
static class GoalReader
{
    /// <summary>The goal of a condition, or null where it is of another shape.</summary>
    public static PlannedGoal? Read(PddlCondition condition)
    {
        var atoms = new List<PddlCondition.Atom>();
        var unequal = 0;
        if (!Flatten(condition, atoms, ref unequal))
            return null;
        return atoms.Exists(atom => atom.Predicate == "holds") ? ReadLamp(atoms) : ReadPlace(atoms, unequal);
    }

    static PlannedGoal? ReadLamp(List<PddlCondition.Atom> atoms)
    {
        if (Only(atoms, "holds") is not { } holds || Only(atoms, "istoggled") is not { } toggled || !atoms.Exists(atom => atom.Predicate == "atlocation"))
            return null;
        var known = atoms.TrueForAll(atom => atom.Predicate is "holds" or "istoggled" or "atlocation" or "objecttype" or "toggleable" or "receptacleatlocation"
            or "inreceptacle" or "objectatlocation");
        return known && TypeOf(atoms, holds.Terms[1]) is { } wanted && TypeOf(atoms, toggled.Terms[0]) is { } lamp
            ? new PlannedGoal { ObjectType = wanted, LampType = lamp }
            : null;
    }

    static PlannedGoal? ReadPlace(List<PddlCondition.Atom> atoms, int unequal)
    {
        var places = atoms.FindAll(atom => atom.Predicate == "inreceptacle");
        var changes = atoms.FindAll(atom => atom.Predicate is "isclean" or "ishot" or "iscool");
        var affordances = atoms.FindAll(atom => atom.Predicate is "cleanable" or "heatable" or "coolable");
        var typed = atoms.FindAll(atom => atom.Predicate is "objecttype" or "receptacletype");
        if (places.Count is not (1 or 2) || unequal != places.Count - 1 || changes.Count > 1 || affordances.Count > 1
            || places.Count + changes.Count + affordances.Count + typed.Count != atoms.Count || places[^1].Terms[1] != places[0].Terms[1])
            return null;
        if (places.Count == 2 && (changes.Count > 0 || places[0].Terms[0] == places[1].Terms[0] || TypeOf(atoms, places[0].Terms[0]) != TypeOf(atoms, places[1].Terms[0])))
            return null;
        var receptacle = typed.Find(atom => atom.Predicate == "receptacletype" && atom.Terms[0] == places[0].Terms[1]);
        return receptacle is not null && TypeOf(atoms, places[0].Terms[0]) is { } wanted
            ? new PlannedGoal
            {
                ObjectType = wanted,
                PlaceType = receptacle.Terms[1],
                Count = places.Count,
                Change = changes.FirstOrDefault()?.Predicate,
                Affordance = affordances.FirstOrDefault()?.Predicate,
            }
            : null;
    }

    static PddlCondition.Atom? Only(List<PddlCondition.Atom> atoms, string predicate) =>
        atoms.FindAll(atom => atom.Predicate == predicate) is [var only] ? only : null;

    static string? TypeOf(List<PddlCondition.Atom> atoms, string variable) =>
        atoms.Find(atom => atom.Predicate == "objecttype" && atom.Terms[0] == variable)?.Terms[1];

    static bool Flatten(PddlCondition condition, List<PddlCondition.Atom> atoms, ref int unequal)
    {
        switch (condition)
        {
            case PddlCondition.Atom { Predicate: not "=" } atom:
                atoms.Add(atom);
                return true;
            case PddlCondition.Negation { Inner: PddlCondition.Atom { Predicate: "=" } }:
                unequal++;
                return true;
            case PddlCondition.Existential exists:
                return Flatten(exists.Inner, atoms, ref unequal);
            case PddlCondition.Conjunction and:
                foreach (var part in and.Parts)
                    if (!Flatten(part, atoms, ref unequal))
                        return false;
                return true;
            default:
                return false;
        }
    }
}
