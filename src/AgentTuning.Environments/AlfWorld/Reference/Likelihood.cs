using System.Collections.Frozen;
using AgentTuning.Environments.AlfWorld.Generation;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What anyone knows of households: where things are usually kept, and what has a door.</summary>
static class Likelihood
{
    const int Unlikely = 1;

    static readonly FrozenDictionary<string, ObjectClass> Objects =
        HouseTables.Objects.ToFrozenDictionary(item => item.Name.ToLowerInvariant(), StringComparer.Ordinal);

    static readonly FrozenDictionary<string, ReceptacleClass> Receptacles =
        HouseTables.Receptacles.Values.ToFrozenDictionary(item => item.Name.ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>How likely things of a class are kept in receptacles of a class; all are possible.</summary>
    public static double Of(string thingClass, string placeClass)
    {
        if (!Receptacles.TryGetValue(placeClass, out var place))
            return Unlikely;
        if (!Objects.TryGetValue(thingClass, out var thing))
            return place.DoorPercent > 0 ? 2 : 4;
        return thing.Places.TryGetValue(place.Name, out var weight) ? weight + 0.2 : 0.1;
    }

    /// <summary>Whether receptacles of a class usually have a door.</summary>
    public static bool HasDoor(string placeClass) => Receptacles.TryGetValue(placeClass, out var place) && place.DoorPercent > 0;

    /// <summary>Whether things of a class may be put into receptacles of a class, as far as anyone knows.</summary>
    public static bool MayContain(string placeClass, string thingClass) =>
        !Objects.TryGetValue(thingClass, out var thing) || !Receptacles.TryGetValue(placeClass, out var place) || thing.Places.ContainsKey(place.Name);

    /// <summary>Whether things of a class can be taken, as far as anyone knows.</summary>
    public static bool IsMovable(string thingClass) => !Objects.TryGetValue(thingClass, out var thing) || thing.IsMovable;
}
