using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The user's choices for the household environment, checked.</summary>
public sealed record AlfWorldSettings
{
    /// <summary>The environment variable that names the folder of ALFWorld's data.</summary>
    public const string DataVariable = "ALFWORLD_DATA";

    /// <summary>The setting that names the folder of ALFWorld's data.</summary>
    public const string DataName = "data";

    /// <summary>The value of <c>shots</c> that takes a game of our own as the demonstration.</summary>
    public const string OwnShots = "own";

    /// <summary>The value of <c>shots</c> that leaves the demonstration out.</summary>
    public const string NoShots = "none";

    const string EditionName = "edition";
    const string ShotsName = "shots";
    const string StepsName = "steps";
    const int LongestEpisode = 1_000;

    static readonly string[] Names = [DataName, EditionName, ShotsName, StepsName, .. HouseKnobs.All.Select(knob => knob.Name)];

    /// <summary>Which edition of the benchmark is followed. Default paper.</summary>
    public HouseholdEdition Edition { get; init; }

    /// <summary>The folder of ALFWorld's data; null where neither setting nor variable names one.</summary>
    public string? Data { get; init; }

    /// <summary>A file of demonstrations, <see cref="OwnShots"/>, <see cref="NoShots"/>, or null: the benchmark's file beside the task list where there is one, else our own.</summary>
    public string? Shots { get; init; }

    /// <summary>What makes generated houses harder or easier.</summary>
    public HouseOptions Houses { get; init; } = new();

    /// <summary>The most replies of an episode. Default: 20 with tools, else 35.</summary>
    public int MaxSteps { get => field > 0 ? field : Edition == HouseholdEdition.FunctionCalling ? 20 : 35; init; }

    /// <summary>How games are carried out. Default: the fastest way that fits.</summary>
    public GameEngine Engine { get; init; }

    /// <summary>Reads the options of the command line.</summary>
    /// <exception cref="ArgumentException">An engine, a setting's name or its value is unknown; the message names those that are known.</exception>
    public static AlfWorldSettings From(EnvironmentOptions options)
    {
        CheckNames(options.Settings);
        var engine = options.Engine ?? Engines[0];
        if (!Engines.Contains(engine))
            throw new ArgumentException($"The household environment has no engine '{engine}'; it has {string.Join(", ", Engines)}.", nameof(options));
        var edition = options.Settings.GetValueOrDefault(EditionName);
        if (edition is not null && !WireNames.TryParse<HouseholdEdition>(edition, out _))
            throw new ArgumentException($"The setting '{EditionName}' is '{edition}', expected {string.Join(", ", WireNames.All<HouseholdEdition>())}.", nameof(options));
        var shots = options.Settings.GetValueOrDefault(ShotsName);
        if (shots is not (null or OwnShots or NoShots) && !File.Exists(shots))
            throw new ArgumentException($"The setting '{ShotsName}' is '{shots}', expected {OwnShots}, {NoShots}, or a file such as alfworld_multiturn_react.json; there is no such file.", nameof(options));
        var steps = 0;
        if (options.Settings.GetValueOrDefault(StepsName) is { } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out steps) && steps is >= 1 and <= LongestEpisode))
            throw new ArgumentException($"The setting '{StepsName}' is '{text}', expected a whole number from 1 to {LongestEpisode}.", nameof(options));
        return new AlfWorldSettings
        {
            MaxSteps = steps,
            Edition = edition is null ? HouseholdEdition.Paper : WireNames.Parse<HouseholdEdition>(edition),
            Data = DataFolder(options.Settings),
            Shots = shots,
            Houses = ReadHouses(options.Settings),
            Engine = (GameEngine)Engines.IndexOf(engine),
        };
    }

    /// <summary>The names of the engines, the default first.</summary>
    public static ImmutableArray<string> Engines { get; } = ["automatic", "general", "compiled"]; // in the order of the members

    /// <summary>The knobs of generated houses among the settings.</summary>
    /// <exception cref="ArgumentException">A value is none of a knob's; the message names those that are.</exception>
    public static HouseOptions ReadHouses(ImmutableSortedDictionary<string, string> settings) => HouseKnobs.Read(settings.Where(setting => HouseKnobs.Has(setting.Key)));

    /// <summary>The folder that the setting names, else the one that the variable names, else null.</summary>
    /// <exception cref="ArgumentException">The setting names no folder.</exception>
    public static string? DataFolder(ImmutableSortedDictionary<string, string> settings)
    {
        if (settings.GetValueOrDefault(DataName) is { } folder)
            return Directory.Exists(folder)
                ? Path.GetFullPath(folder)
                : throw new ArgumentException($"The setting '{DataName}' is '{folder}', expected the folder of ALFWorld's data, which holds json_2.1.1; there is no such folder.", nameof(settings));
        return System.Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } variable ? Path.GetFullPath(variable) : null;
    }

    static void CheckNames(ImmutableSortedDictionary<string, string> settings)
    {
        foreach (var name in settings.Keys.Where(name => !Names.Contains(name, StringComparer.Ordinal)))
            throw new ArgumentException($"The household environment has no setting '{name}'; it has {string.Join(", ", Names)}.", nameof(settings));
    }
}
