using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What the rooms of generated houses have, where things are kept and what can be done to them; read from the files beside this one.</summary>
static class HouseTables
{
    const string AnyTable = "Table";
    const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    static readonly string[] Tables = ["DiningTable", "CoffeeTable", "SideTable"];

    /// <summary>The classes of receptacles by name.</summary>
    public static FrozenDictionary<string, ReceptacleClass> Receptacles { get; } =
        EmbeddedText.Lines("AlfWorld/Generation/Receptacles.txt").Select(ReadReceptacle).ToFrozenDictionary(receptacle => receptacle.Name, StringComparer.Ordinal);

    /// <summary>The classes of objects in the order of the file.</summary>
    public static ImmutableArray<ObjectClass> Objects { get; } = [.. EmbeddedText.Lines("AlfWorld/Generation/Objects.txt").Select(ReadObject)];

    /// <summary>The furniture of the kinds of rooms.</summary>
    public static FrozenDictionary<RoomKind, ImmutableArray<FurnitureAmount>> Furniture { get; } = ReadRooms();

    /// <summary>The classes of objects by name.</summary>
    public static FrozenDictionary<string, ObjectClass> ObjectsByName { get; } = Objects.ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);

    /// <summary>The classes of objects of a kind of room, in the order of the file.</summary>
    public static FrozenDictionary<RoomKind, ImmutableArray<ObjectClass>> ObjectsByRoom { get; } = Enum.GetValues<RoomKind>()
        .ToFrozenDictionary(room => room, room => Objects.Where(item => item.In(room) is not null).ToImmutableArray());

    static ReceptacleClass ReadReceptacle(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var heights = parts[3].Split('-');
        return new ReceptacleClass(parts[0], parts[1].Length == 0 ? 0 : Number(parts[1]), Number(parts[2]), Number(heights[0]), Number(heights[1]));
    }

    static ObjectClass ReadObject(string line, int number)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var traits = ObjectTraits.None;
        foreach (var trait in parts[1].Split(' ', Clean))
            traits |= Enum.Parse<ObjectTraits>(trait, ignoreCase: true);
        return new ObjectClass
        {
            Name = parts[0],
            Number = number,
            Traits = traits,
            Rooms = [.. parts[2].Split(';', Clean).Select(ReadAmount)],
            Places = ReadPlaces(parts[3]),
        };
    }

    static RoomAmount ReadAmount(string text)
    {
        var words = text.Split(' ', Clean);
        var numbers = words[2].Split('-');
        return new RoomAmount(Room(words[0]), Number(words[1]), Number(numbers[0]), Number(numbers[1]));
    }

    static ImmutableDictionary<string, int> ReadPlaces(string text)
    {
        var places = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var place in text.Split(',', Clean))
        {
            var words = place.Split(' ', Clean);
            foreach (var name in words[0] == AnyTable ? Tables : [words[0]])
                places.Add(Receptacles[name].Name, Number(words[1]));
        }

        return places.ToImmutable();
    }

    static FrozenDictionary<RoomKind, ImmutableArray<FurnitureAmount>> ReadRooms()
    {
        var rooms = new Dictionary<RoomKind, ImmutableArray<FurnitureAmount>>();
        RoomKind room = default;
        foreach (var line in EmbeddedText.Lines("AlfWorld/Generation/Rooms.txt"))
        {
            if (line.StartsWith('['))
            {
                rooms.Add(room = Room(line[1..^1]), []);
                continue;
            }

            var words = line.Split(' ', Clean);
            var numbers = words[1].Split('-');
            var percent = words.Length > 2 ? Number(words[2]) : 100;
            rooms[room] = rooms[room].Add(new FurnitureAmount(Receptacles[words[0]], new RoomAmount(room, percent, Number(numbers[0]), Number(numbers[1]))));
        }

        return rooms.ToFrozenDictionary();
    }

    static RoomKind Room(string text) => text switch
    {
        "kitchen" => RoomKind.Kitchen,
        "living" => RoomKind.LivingRoom,
        "bedroom" => RoomKind.Bedroom,
        "bathroom" => RoomKind.Bathroom,
        _ => throw new InvalidDataException($"The house tables name the room '{text}', expected kitchen, living, bedroom or bathroom."),
    };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
