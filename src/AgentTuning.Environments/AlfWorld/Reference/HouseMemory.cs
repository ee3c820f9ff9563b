using System.Text.RegularExpressions;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What an agent has learned of a house from the texts alone.</summary>
sealed partial class HouseMemory
{
    readonly Dictionary<string, KnownPlace> _places = new(StringComparer.Ordinal);
    readonly List<HashSet<string>> _groups = []; // names of receptacles that share a spot

    /// <summary>All receptacles that were heard of.</summary>
    public IReadOnlyCollection<KnownPlace> Places => _places.Values;

    /// <summary>The receptacle where the agent stands, or null.</summary>
    public KnownPlace? Here { get; private set; }

    /// <summary>What the agent holds, or null.</summary>
    public string? Held { get; private set; }

    /// <summary>Whether the thing in hand was cleaned, heated or cooled.</summary>
    public bool IsHeldChanged { get; private set; }

    /// <summary>Whether the last command did nothing.</summary>
    public bool DidNothing { get; private set; }

    /// <summary>Whether things are put <c>in/on</c> a receptacle; false where they are moved <c>to</c> it; null where that is not known yet.</summary>
    public bool? PutsInOn { get; set; }

    /// <summary>The receptacle of a name, which is known from now on.</summary>
    public KnownPlace Place(string name)
    {
        if (!_places.TryGetValue(name, out var place))
            _places.Add(name, place = new KnownPlace(name));
        return place;
    }

    /// <summary>Whether the agent stands where this receptacle is used.</summary>
    public bool IsAt(KnownPlace place) => Here is not null && (Here == place || _groups.Exists(group => group.Contains(Here.Name) && group.Contains(place.Name)));

    /// <summary>Remembers that a receptacle is used from where the agent stands.</summary>
    public void IsHereToo(KnownPlace place)
    {
        if (Here is null)
            Here = place;
        else
            Join([Here.Name, place.Name]);
    }

    /// <summary>Learns from what came of a command.</summary>
    /// <param name="text">The observation.</param>
    /// <param name="command">The command before it; null before the first.</param>
    public void Learn(string text, string? command)
    {
        DidNothing = text.StartsWith("Nothing happens", StringComparison.Ordinal);
        var target = command is not null && command.StartsWith("go to ", StringComparison.Ordinal) ? command["go to ".Length..] : null;
        var left = Here;
        if (Furniture().Match(text) is { Success: true } furniture)
            foreach (var name in ThingName.List(furniture.Groups[1].Value))
                Place(name);
        if (Arrival().Match(text) is { Success: true } arrival && !arrival.Groups[1].Value.StartsWith("loc ", StringComparison.Ordinal))
            Here = Place(arrival.Groups[1].Value);
        if (Facing().Match(text) is { Success: true } facing)
            Face([.. ThingName.List(facing.Groups[1].Value)]);
        LearnContents(text);
        LearnHands(text);

        // An impossible command may have been replaced by the nearest possible one: who wanted to go to one receptacle and is at another was there already.
        if (target is not null && !DidNothing && left is not null && Here is not null && Here.Name != target && _places.ContainsKey(target))
            Join([left.Name, target]);
    }

    void LearnContents(string text)
    {
        foreach (Match match in Contents().Matches(text))
        {
            var place = See(match.Groups["r"].Value);
            place.Things.Clear();
            place.Things.AddRange(ThingName.List(match.Groups["list"].Value));
            if (Held is not null)
                place.Things.Remove(Held);
        }

        if (Closed().Match(text) is { Success: true } closed)
        {
            Here = Place(closed.Groups[1].Success ? closed.Groups[1].Value : closed.Groups[2].Value);
            Here.IsClosed = true;
        }
    }

    void LearnHands(string text)
    {
        if (Taken().Match(text) is { Success: true } taken)
        {
            (Held, IsHeldChanged) = (taken.Groups[1].Value, false);
            foreach (var place in _places.Values)
                place.Things.Remove(Held);
        }
        else if (Put().Match(text) is { Success: true } put)
        {
            Place(put.Groups[3].Value).Things.Add(put.Groups[2].Value);
            (Held, IsHeldChanged, PutsInOn) = (null, false, put.Groups[1].Value == "put");
        }
        else if (Changed().IsMatch(text))
            IsHeldChanged = true;
        else if (Carrying().Match(text) is { Success: true } carrying)
        {
            var held = carrying.Groups[1].Success ? carrying.Groups[1].Value : null;
            IsHeldChanged &= held == Held;
            Held = held;
        }
    }

    KnownPlace See(string name)
    {
        Here = Place(name);
        (Here.IsSeen, Here.IsClosed) = (true, false);
        return Here;
    }

    void Face(string[] names)
    {
        foreach (var name in names)
            Place(name);
        if (names.Length > 1)
            Join(names);
        if (Here is null || !names.Contains(Here.Name, StringComparer.Ordinal))
            Here = Place(names[0]);
    }

    void Join(string[] names)
    {
        var joined = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (var group in _groups.Where(group => group.Overlaps(names)))
            joined.UnionWith(group);
        _groups.RemoveAll(group => group.Overlaps(names));
        _groups.Add(joined);
    }

    [GeneratedRegex(@"Looking quickly around you, you see ([^.]*)\.")]
    private static partial Regex Furniture();

    [GeneratedRegex(@"^You arrive at ([a-z]+ [0-9]+)\.")]
    private static partial Regex Arrival();

    [GeneratedRegex(@"^You are facing the ([^.]*)\.")]
    private static partial Regex Facing();

    [GeneratedRegex(@"(?:On the (?<r>[a-z]+ [0-9]+)|The (?<r>[a-z]+ [0-9]+) is open\. In it), you see (?<list>[^.]*)\.")]
    private static partial Regex Contents();

    [GeneratedRegex(@"The ([a-z]+ [0-9]+) is closed\.|^You close the ([a-z]+ [0-9]+)\.")]
    private static partial Regex Closed();

    [GeneratedRegex(@"^You pick up the ([a-z]+ [0-9]+) from the ")]
    private static partial Regex Taken();

    [GeneratedRegex(@"^You (put|move) the ([a-z]+ [0-9]+) (?:in/on|to) the ([a-z]+ [0-9]+)\.")]
    private static partial Regex Put();

    [GeneratedRegex(@"^You (?:clean|heat|cool) the ")]
    private static partial Regex Changed();

    [GeneratedRegex(@"^You are (?:not carrying anything|carrying: a ([a-z]+ [0-9]+))\.")]
    private static partial Regex Carrying();
}
