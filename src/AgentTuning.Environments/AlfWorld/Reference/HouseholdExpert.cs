namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>Decides what to do next in a house from what was seen of it. It never draws at random.</summary>
/// <param name="errand">What is to be done.</param>
/// <param name="memory">What was seen.</param>
sealed class HouseholdExpert(Errand errand, HouseMemory memory)
{
    readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    readonly HashSet<string> _untakeable = new(StringComparer.Ordinal);
    readonly HashSet<string> _uselessDevices = new(StringComparer.Ordinal);
    KnownPlace? _exploring;
    KnownPlace? _target;
    int _searches;
    int _resorts;

    /// <summary>What is to be done.</summary>
    public Errand Errand => errand;

    /// <summary>What was seen.</summary>
    public HouseMemory Memory => memory;

    /// <summary>The next command.</summary>
    public Decision Next()
    {
        if (memory.Held is { } held)
            return ThingName.ClassOf(held) == errand.Wanted ? Deliver(held) : PutAside(held);
        return Fetch();
    }

    /// <summary>Learns that a command did nothing.</summary>
    public void Refused(string command)
    {
        var failures = _failures[command] = _failures.GetValueOrDefault(command) + 1;
        var words = command.Split(' ', 2);
        switch (words[0])
        {
            case "go":
                var target = memory.Place(command["go to ".Length..]);
                if (failures == 1)
                    memory.IsHereToo(target); // nobody can go to where they are
                else
                    target.IsUseless = true;
                break;
            case "open":
                memory.Place(words[1]).IsClosed = false;
                break;
            case "examine" when failures > 1:
                memory.Place(words[1]).IsUseless = true;
                break;
            case "take" when failures > 1:
                _untakeable.Add(command["take ".Length..command.IndexOf(" from ", StringComparison.Ordinal)]);
                break;
            case "put" or "move":
                RefusePut(command);
                break;
            case "clean" or "heat" or "cool" when failures > 1:
                _uselessDevices.Add(command[(command.IndexOf(" with ", StringComparison.Ordinal) + 6)..]);
                break;
            case "use" when failures > 1:
                _untakeable.Add(words[1]);
                break;
        }
    }

    Decision Fetch()
    {
        if (Seen(errand.Wanted).FirstOrDefault() is { Thing: not null } found)
        {
            if (Reach(found.Place, "return", found.Thing) is { } way)
                return way;
            return new Decision($"take {found.Thing} from {found.Place.Name}", AlreadyThere() > 0 ? "found-second" : "found", found.Place.Name, found.Thing);
        }

        return Explore(errand.Wanted);
    }

    Decision Deliver(string held)
    {
        if (errand.IsUnderLamp)
            return Illuminate();
        if (errand.Device is { } device && !memory.IsHeldChanged && Best(device, place => !_uselessDevices.Contains(place.Name)) is { } machine)
        {
            if (!memory.IsAt(machine))
                return new Decision($"go to {machine.Name}", $"to-{errand.Verb}", machine.Name, held);
            return new Decision($"{errand.Verb} {held} with {machine.Name}", $"at-{errand.Verb}", machine.Name, held);
        }

        var chosen = Target();
        if (chosen is null)
            return LastResort();
        if (Reach(chosen, errand.Device is null ? "to-place" : $"to-place-{errand.Verb}", held) is { } way)
            return way;
        return new Decision(PutCommand(held, chosen), AlreadyThere() > 0 ? "put-second" : "put", chosen.Name, held);
    }

    Decision Illuminate()
    {
        if (Seen(errand.Place).FirstOrDefault() is not { Thing: not null } lamp)
            return Explore(errand.Place);
        if (!memory.IsAt(lamp.Place))
            return new Decision($"go to {lamp.Place.Name}", "to-lamp", lamp.Place.Name, lamp.Thing);
        return new Decision($"use {lamp.Thing}", "use-lamp", lamp.Place.Name, lamp.Thing);
    }

    // Something else is in the hand.
    Decision PutAside(string held)
    {
        var kind = ThingName.ClassOf(held);
        var place = memory.Places.Where(place => place is { IsUseless: false, RefusesThings: false } && Likelihood.MayContain(place.Class, kind))
            .OrderBy(place => memory.IsAt(place) && place.IsAccessible ? 0 : place.IsAccessible ? 1 : Likelihood.HasDoor(place.Class) ? 3 : 2).ThenBy(place => place.Number).FirstOrDefault();
        if (place is null)
            return LastResort();
        return Reach(place, "put-aside", held) ?? new Decision(PutCommand(held, place), "put-aside", place.Name, held);
    }

    // The way to a receptacle whose contents must be reachable; null where they are.
    Decision? Reach(KnownPlace place, string section, string thing)
    {
        if (!memory.IsAt(place))
            return new Decision($"go to {place.Name}", section, place.Name, thing);
        if (place.IsClosed)
            return new Decision($"open {place.Name}");
        return place.IsSeen ? null : LookInto(place);
    }

    // At a receptacle that shares its spot with the one that was looked at.
    Decision LookInto(KnownPlace place) =>
        Likelihood.HasDoor(place.Class) && !_failures.ContainsKey($"open {place.Name}") ? new Decision($"open {place.Name}", "same-spot", place.Name) : new Decision($"examine {place.Name}", "same-spot", place.Name);

    Decision Explore(string wanted)
    {
        if (_exploring is { IsAccessible: true } or { IsUseless: true })
            _exploring = null;
        var last = memory.Here;
        var isNew = _exploring is null;
        _exploring ??= Unexplored(wanted).FirstOrDefault();
        if (_exploring is null)
        {
            if (++_searches > 2)
                return LastResort();
            foreach (var place in memory.Places)
                place.IsSeen = place.IsUseless = false;
            return Explore(wanted);
        }

        var section = !isNew || last is null ? null : wanted != errand.Wanted ? "search-lamp" : last.Class == _exploring.Class ? "search-on" : "search-else";
        return Reach(_exploring, section ?? "", "") is { } way
            ? way with { Section = section is null && way.Section == "" ? null : way.Section }
            : LastResort();
    }

    /// <summary>The receptacles that are still to be looked into for things of a class, the most promising first.</summary>
    public IEnumerable<KnownPlace> Unexplored(string wanted)
    {
        var counts = memory.Places.CountBy(place => place.Class).ToDictionary(StringComparer.Ordinal);
        return memory.Places.Where(place => place is { IsAccessible: false, IsUseless: false })
            .OrderByDescending(place => Promise(place, wanted) / counts[place.Class] / Cost(place))
            .ThenByDescending(place => Likelihood.Of(wanted, place.Class))
            .ThenBy(place => place.Class, StringComparer.Ordinal).ThenBy(place => place.Number);
    }

    double Promise(KnownPlace place, string wanted)
    {
        var likelihood = Likelihood.Of(wanted, place.Class);
        if (wanted != errand.Wanted || place.Class != errand.Place)
            return likelihood;
        return errand.Type switch
        {
            HouseholdTaskType.PickAndPlace => likelihood / 1000, // it would be done already
            HouseholdTaskType.PickTwoAndPlace => likelihood / 3,
            _ => likelihood / 2,
        };
    }

    double Cost(KnownPlace place) => place.IsClosed ? (memory.IsAt(place) ? 1 : 2) : Likelihood.HasDoor(place.Class) ? 1.8 : 1;

    // Where things of a class were seen, the nearest first; not those that are where they belong.
    IEnumerable<(KnownPlace Place, string Thing)> Seen(string kind)
    {
        var target = errand.Count == 2 ? Target() : null;
        return memory.Places.Where(place => !(kind == errand.Wanted && IsDone(place, target)))
            .OrderBy(place => memory.IsAt(place) ? 0 : 1).ThenBy(place => place.IsAccessible ? 0 : 1)
            .SelectMany(place => place.Things.Where(thing => ThingName.ClassOf(thing) == kind && !_untakeable.Contains(thing)).OrderBy(ThingName.NumberOf), (place, thing) => (place, thing));
    }

    bool IsDone(KnownPlace place, KnownPlace? target) => errand.Type switch
    {
        HouseholdTaskType.PickAndPlace => place.Class == errand.Place,
        HouseholdTaskType.PickTwoAndPlace => place == target,
        _ => false,
    };

    // Where the thing may go: for two things where one is already, else what is nearest and open.
    IEnumerable<KnownPlace> Destinations() => memory.Places.Where(place => place.Class == errand.Place && place is { IsUseless: false, RefusesThings: false })
        .OrderByDescending(place => errand.Count == 2 ? Wanted(place) : 0)
        .ThenBy(place => memory.IsAt(place) && place.IsAccessible ? 0 : place.IsAccessible ? 1 : memory.IsAt(place) ? 2 : place.IsClosed ? 4 : 3).ThenBy(place => place.Number);

    KnownPlace? Best(string kind, Func<KnownPlace, bool> isAllowed) =>
        memory.Places.Where(place => place.Class == kind && isAllowed(place)).OrderBy(place => memory.IsAt(place) ? 0 : 1).ThenBy(place => place.Number).FirstOrDefault();

    // Two receptacles may have one of two things each: the agent keeps to the one that it chose.
    KnownPlace? Target()
    {
        var best = Destinations().FirstOrDefault();
        if (_target is null or { IsUseless: true } or { RefusesThings: true } || Wanted(_target) == 0 || (best is not null && Wanted(best) > Wanted(_target)))
            _target = best;
        return _target;
    }

    int Wanted(KnownPlace place) => place.Things.Count(thing => ThingName.ClassOf(thing) == errand.Wanted);

    int AlreadyThere() => errand.Count == 2 && Target() is { } place ? Wanted(place) : 0;

    string PutCommand(string thing, KnownPlace place) => memory.PutsInOn ?? true ? $"put {thing} in/on {place.Name}" : $"move {thing} to {place.Name}";

    void RefusePut(string command)
    {
        var isPut = command.StartsWith("put ", StringComparison.Ordinal);
        var name = isPut ? command[(command.IndexOf(" in/on ", StringComparison.Ordinal) + 7)..] : command[(command.LastIndexOf(" to ", StringComparison.Ordinal) + 4)..];
        var thing = memory.Held ?? "";
        if (_failures.ContainsKey($"put {thing} in/on {name}") && _failures.ContainsKey($"move {thing} to {name}"))
            memory.Place(name).RefusesThings = true;
        memory.PutsInOn = !isPut; // the other wording, then another receptacle
    }

    // Nothing is left to try: look around, in turns, so that no reply is given three times in a row.
    Decision LastResort() => new(_resorts++ % 2 == 0 ? "inventory" : "look", "lost");
}
