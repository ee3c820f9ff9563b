using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.AlfWorld.Map;

/// <summary>What a player has seen of a household: made from observations alone. It never changes; each sighting makes another.</summary>
public sealed record HouseholdMap
{
    /// <summary>Nothing was seen yet.</summary>
    public static HouseholdMap Empty { get; } = new();

    /// <summary>The receptacles by name, in the order of their classes and numbers.</summary>
    public ImmutableSortedDictionary<string, SeenReceptacle> Receptacles { get; private init; } =
        ImmutableSortedDictionary.Create<string, SeenReceptacle>(Comparer<string>.Create(CompareNames));

    /// <summary>The receptacles where the player is; empty in the middle of the room.</summary>
    public ImmutableArray<string> Here { get; private init; } = [];

    /// <summary>What is in hand.</summary>
    public ImmutableArray<string> Held { get; private init; } = [];

    /// <summary>What was done to things: clean, hot, cold, sliced, on.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> States { get; private init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The map after a command and what the game said to it.</summary>
    /// <param name="command">As typed; the first observation has none.</param>
    /// <param name="observation">The answer.</param>
    public HouseholdMap After(string? command, string observation)
    {
        var map = this;
        var sightings = SightingReader.Read(observation);
        if (command is not null && command.StartsWith("go to ", StringComparison.Ordinal) && sightings.Count > 0)
            map = map with { Here = [command["go to ".Length..].Trim()] }; // older games do not say where one arrives
        return sightings.Aggregate(map, (known, sighting) => known.With(sighting));
    }

    HouseholdMap With(HouseholdSighting sighting) => sighting switch
    {
        HouseholdSighting.Room room => room.Receptacles.Aggregate(this with { Here = [] }, (map, name) => map.Know(name, seen => seen)),
        HouseholdSighting.Facing facing => facing.Receptacles.Aggregate(this with { Here = facing.Receptacles }, (map, name) => map.Know(name, seen => seen)),
        HouseholdSighting.Arrival arrival => Know(arrival.Receptacle, seen => seen) with { Here = [arrival.Receptacle] },
        HouseholdSighting.Contents contents => Know(
            contents.Receptacle, _ => new SeenReceptacle(contents.IsInside ? SeenDoor.Open : SeenDoor.None, contents.Objects) { HasBeenSeen = true }),
        HouseholdSighting.Closed closed => Know(closed.Receptacle, seen => seen with { Door = SeenDoor.Closed }),
        HouseholdSighting.Taken taken => Know(taken.Receptacle, seen => seen with { Objects = seen.Objects.Remove(taken.Thing) }) with { Held = Held.Add(taken.Thing) },
        HouseholdSighting.Put put => Know(put.Receptacle, seen => With(seen, put.Thing)) with { Held = Held.Remove(put.Thing) },
        HouseholdSighting.Carrying carrying => this with { Held = carrying.Objects },
        HouseholdSighting.Changed changed => this with { States = States.SetItem(changed.Thing, StatesAfter(changed)) },
        _ => this,
    };

    static SeenReceptacle With(SeenReceptacle seen, string thing) => seen with { Objects = seen.Objects.Remove(thing).Insert(0, thing), HasBeenSeen = true };

    HouseholdMap Know(string name, Func<SeenReceptacle, SeenReceptacle> learn) =>
        this with { Receptacles = Receptacles.SetItem(name, learn(Receptacles.GetValueOrDefault(name, SeenReceptacle.Unseen))) };

    // What is heated is no longer cold, and the other way round.
    ImmutableArray<string> StatesAfter(HouseholdSighting.Changed changed)
    {
        var states = States.GetValueOrDefault(changed.Thing, []);
        if (changed.State is "hot" or "cold")
            states = states.RemoveAll(state => state is "hot" or "cold");
        return states.Contains(changed.State) ? states : states.Add(changed.State);
    }

    static int CompareNames(string left, string right)
    {
        var (leftClass, leftNumber) = Split(left);
        var (rightClass, rightNumber) = Split(right);
        var order = string.CompareOrdinal(leftClass, rightClass);
        if (order == 0)
            order = leftNumber.CompareTo(rightNumber);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }

    static (string Class, int Number) Split(string name)
    {
        var space = name.LastIndexOf(' ');
        return space > 0 && int.TryParse(name.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (name[..space], number) : (name, 0);
    }
}
