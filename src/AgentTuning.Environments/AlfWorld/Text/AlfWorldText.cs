using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Environments.AlfWorld.Reference;

namespace AgentTuning.Environments.AlfWorld.Text;

/// <summary>Endless plain paragraphs about rooms, where things are kept, and household chores, for a base model that shall know the domain but not the task.</summary>
/// <remarks>No conversation and no reply grammar: neither <c>ACTION:</c> nor <c>Your task is to</c> ever occurs. What may be put where is said of everything; goals of tests are not singled out.</remarks>
/// <param name="seed">The same seed gives the same paragraphs.</param>
public sealed class AlfWorldText(int seed)
{
    static readonly (string Device, string Verb, string Changed, ObjectTraits Trait)[] Changes =
    [
        ("sinkbasin", "clean", "clean", ObjectTraits.Clean), ("microwave", "heat", "hot", ObjectTraits.Heat), ("fridge", "cool", "cool", ObjectTraits.Cool),
    ];

    /// <summary>The paragraphs in their order, without end.</summary>
    public IEnumerable<string> Paragraphs()
    {
        for (var index = 0; ; index++)
            yield return Create(index);
    }

    /// <summary>The paragraph with a number from 0 on.</summary>
    public string Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(seed, 301, index);
        var section = random.Pick(AlfWorldPhrases.Prose.Sections);
        var room = random.Pick(HouseTables.ObjectsByRoom.Keys.Order().ToArray());
        var furniture = HouseTables.Furniture[room].Select(amount => amount.Class).ToList();
        var change = random.Pick(Changes);
        var things = HouseTables.ObjectsByRoom[room].Where(item => item.IsMovable && (section != "change" || item.Has(change.Trait)) && Places(item, furniture).Count >= 3).ToList();
        if (things.Count < 2)
            return Create(index, "kept");
        return Write(random, section, room, things, change);
    }

    // A room without things for a section gets a paragraph of another one.
    string Create(int index, string section)
    {
        var random = RandomDraws.Seeded(seed, 302, index);
        var things = HouseTables.ObjectsByRoom[RoomKind.Kitchen].Where(item => item.IsMovable && Places(item, [.. HouseTables.Furniture[RoomKind.Kitchen].Select(amount => amount.Class)]).Count >= 3).ToList();
        return Write(random, section, RoomKind.Kitchen, things, Changes[0]);
    }

    static string Write(Random random, string section, RoomKind room, List<ObjectClass> things, (string Device, string Verb, string Changed, ObjectTraits Trait) change)
    {
        var furniture = HouseTables.Furniture[room].Select(amount => amount.Class).ToList();
        var thing = random.Pick(things);
        var other = random.Pick(things.FindAll(item => item != thing));
        var places = Places(thing, furniture);
        var closed = furniture.FindAll(place => place.DoorPercent > 0 && thing.Places.ContainsKey(place.Name));
        var place = section == "inside" && closed.Count > 0 ? random.Pick(closed).Name : places[0];
        var noun = Text(thing.Name);
        return AlfWorldPhrases.Prose.Write(
            random,
            section,
            ("room", room == RoomKind.LivingRoom ? "living room" : Text(room.ToString())),
            ("thing", noun),
            ("a-thing", ThingName.WithArticle(noun)),
            ("other", Text(other.Name)),
            ("a-other", ThingName.WithArticle(Text(other.Name))),
            ("place", Text(places[0])),
            ("second", Text(places[1])),
            ("third", Text(places[2])),
            ("things", Listed(random, things.Select(item => item.Name), 4)),
            ("many", Listed(random, furniture.Select(item => item.Name), 7)),
            ("named", $"{noun} {random.Next(1, 4)}"),
            ("named-place", $"{Text(place)} {random.Next(1, 5)}"),
            ("device", change.Device),
            ("change", change.Verb),
            ("changed", change.Changed));
    }

    // Where a thing is found in a room, the likeliest first.
    static List<string> Places(ObjectClass item, List<ReceptacleClass> furniture) =>
        [.. furniture.Where(place => item.Places.GetValueOrDefault(place.Name) > 0).OrderByDescending(place => item.Places[place.Name]).ThenBy(place => place.Name, StringComparer.Ordinal).Select(place => place.Name)];

    // As the games list things: classes in order, numbers downwards.
    static string Listed(Random random, IEnumerable<string> classes, int most)
    {
        var names = new List<string>();
        foreach (var name in random.Shuffled(classes).Take(random.Next(2, most)).Order(StringComparer.Ordinal))
            for (var number = random.Next(1, 4); number > 0; number--)
                names.Add($"a {Text(name)} {number}");
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])}, and {names[^1]}";
    }

    static string Text(string name) => name.ToLowerInvariant();
}
