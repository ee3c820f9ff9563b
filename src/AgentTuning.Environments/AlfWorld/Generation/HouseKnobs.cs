using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>The names under which <see cref="HouseOptions"/> are settings of the environment, options of commands, and parts of a task's data.</summary>
public static class HouseKnobs
{
    const string Usual = "usual";
    const string Any = "any";
    const int LongestPlan = 1_000;

    /// <summary>All knobs.</summary>
    public static ImmutableArray<HouseKnob> All { get; } =
    [
        Choice("texts", "The sentences: today's, or those that AgentBench plays.", options => options.Texts, (options, value) => options with { Texts = value }),
        new HouseKnob
        {
            Name = "room",
            Description = "The kind of room; task types that it never has are left out.",
            Range = string.Join(", ", [Any, .. WireNames.All<RoomKind>()]),
            Read = options => options.Room is { } room ? WireNames.Of(room) : Any,
            Write = (options, value) => value == Any ? options with { Room = null } : WireNames.TryParse<RoomKind>(value, out var room) ? options with { Room = room } : null,
        },
        Factor("size", "How many more receptacles there are than usual.", options => options.Size, (options, value) => options with { Size = value }),
        Factor("clutter", "How many more objects there are than usual.", options => options.Clutter, (options, value) => options with { Clutter = value }),
        Chance("more-targets", "How likely there are more of the wanted things than needed.", options => options.MoreTargets, (options, value) => options with { MoreTargets = value }),
        Chance("near-names", "How likely there is a thing with a similar name, such as a pen beside a pencil.", options => options.NearNames, (options, value) => options with { NearNames = value }),
        Chance("placed-targets", "How likely one of two wanted things is in its place already.", options => options.PlacedTargets, (options, value) => options with { PlacedTargets = value }),
        Chance("hidden-targets", "How likely the wanted things are behind doors.", options => options.HiddenTargets, (options, value) => options with { HiddenTargets = value }),
        Chance("lamps-apart", "How likely nothing that is wanted lies beside a lamp.", options => options.LampsApart, (options, value) => options with { LampsApart = value }),
        Chance("more-places", "How likely there are several receptacles of the wanted class.", options => options.MorePlaces, (options, value) => options with { MorePlaces = value }),
        new HouseKnob
        {
            Name = "doors",
            Description = "How likely a cabinet, drawer, fridge, microwave or safe has a door, which is closed at first.",
            Range = $"{Usual} or 0 to 1",
            Read = options => options.Doors is { } chance ? Format(chance) : Usual,
            Write = (options, value) => value == Usual ? options with { Doors = null } : Number(value, 0, 1) is { } chance ? options with { Doors = chance } : null,
        },
        Chance("shared-places", "How likely a receptacle stands where another one does, so that going from one to the other is refused.", options => options.SharedPlaces, (options, value) => options with { SharedPlaces = value }),
        Chance("doubled-objects", "How likely a thing is on two such receptacles at once.", options => options.DoubledObjects, (options, value) => options with { DoubledObjects = value }),
        new HouseKnob
        {
            Name = "shortest-plan",
            Description = "The fewest commands of the shortest solution.",
            Range = $"a whole number from 0 to {LongestPlan}",
            Read = options => options.LeastPlan.ToString(CultureInfo.InvariantCulture),
            Write = (options, value) => Whole(value) is { } length ? options with { LeastPlan = length } : null,
        },
        new HouseKnob
        {
            Name = "longest-plan",
            Description = "The most commands of the shortest solution.",
            Range = $"{Any} or a whole number from 0 to {LongestPlan}",
            Read = options => options.MostPlan == int.MaxValue ? Any : options.MostPlan.ToString(CultureInfo.InvariantCulture),
            Write = (options, value) => value == Any ? options with { MostPlan = int.MaxValue } : Whole(value) is { } length ? options with { MostPlan = length } : null,
        },
    ];

    /// <summary>Whether a name is a knob's.</summary>
    public static bool Has(string name) => All.Any(knob => knob.Name == name);

    /// <summary>The options of some values by name.</summary>
    /// <exception cref="ArgumentException">A name or a value is unknown; the message names those that are known.</exception>
    public static HouseOptions Read(IEnumerable<KeyValuePair<string, string>> values)
    {
        var options = new HouseOptions();
        foreach (var (name, value) in values)
        {
            var knob = All.FirstOrDefault(knob => knob.Name == name)
                ?? throw new ArgumentException($"Generated houses have no setting '{name}'; they have {string.Join(", ", All.Select(known => known.Name))}.", nameof(values));
            options = knob.Write(options, value) ?? throw new ArgumentException($"The setting '{name}' is '{value}', expected {knob.Range}.", nameof(values));
        }

        return options.LeastPlan <= options.MostPlan
            ? options
            : throw new ArgumentException($"The setting 'shortest-plan' is {options.LeastPlan} and 'longest-plan' is {options.MostPlan}, expected the first to be no greater.", nameof(values));
    }

    /// <summary>The values that are not the default, by name.</summary>
    public static ImmutableSortedDictionary<string, string> Write(HouseOptions options)
    {
        var usual = new HouseOptions();
        return All.Where(knob => knob.Read(options) != knob.Read(usual)).ToImmutableSortedDictionary(knob => knob.Name, knob => knob.Read(options), StringComparer.Ordinal);
    }

    static HouseKnob Chance(string name, string description, Func<HouseOptions, double> read, Func<HouseOptions, double, HouseOptions> write) =>
        Numeric(name, description, (0, 1), read, write);

    static HouseKnob Factor(string name, string description, Func<HouseOptions, double> read, Func<HouseOptions, double, HouseOptions> write) =>
        Numeric(name, description, (0.5, 3), read, write);

    static HouseKnob Numeric(string name, string description, (double Least, double Most) range, Func<HouseOptions, double> read, Func<HouseOptions, double, HouseOptions> write) => new()
    {
        Name = name,
        Description = description,
        Range = $"{Format(range.Least)} to {Format(range.Most)}",
        Read = options => Format(read(options)),
        Write = (options, value) => Number(value, range.Least, range.Most) is { } number ? write(options, number) : null,
    };

    static HouseKnob Choice<T>(string name, string description, Func<HouseOptions, T> read, Func<HouseOptions, T, HouseOptions> write)
        where T : struct, Enum => new()
        {
            Name = name,
            Description = description,
            Range = string.Join(", ", WireNames.All<T>()),
            Read = options => WireNames.Of(read(options)),
            Write = (options, value) => WireNames.TryParse<T>(value, out var parsed) ? write(options, parsed) : null,
        };

    static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static double? Number(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= LongestPlan ? value : null;
}
