using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop;

/// <summary>The user's choices for the shopping environment, checked.</summary>
public sealed record WebShopSettings
{
    /// <summary>The environment variable that names the folder of WebShop's data.</summary>
    public const string DataVariable = "WEBSHOP_DATA";

    const string EditionName = "edition";
    const string GoalsName = "goals";
    const string ProductsName = "products";
    const string NounsName = "nouns";
    const string IndexName = "index";
    const string ObservationName = "observation";
    const string AttributesName = "attributes-page";
    const string ObservationsName = "previous-observations";
    const string ActionsName = "previous-actions";

    static readonly string[] Names = [EditionName, GoalsName, ProductsName, NounsName, IndexName, ObservationName, AttributesName, ObservationsName, ActionsName];

    /// <summary>Which edition of the benchmark is followed. Default v0.2.</summary>
    public WebShopEdition Edition { get; init; }

    /// <summary>Who wrote the goals of official catalogues. Default people.</summary>
    public GoalKind Goals { get; init; }

    /// <summary>The first so many products of an official catalogue only; null takes all.</summary>
    public int? Products { get; init; }

    /// <summary>A file of title nouns by product; null finds them by their looks.</summary>
    public string? Nouns { get; init; }

    /// <summary>The folder for the index of a large catalogue; null puts it beside the catalogue.</summary>
    public string? Index { get; init; }

    /// <summary>The form in which the agent sees pages. Default text.</summary>
    public ObservationMode Observation { get; init; }

    /// <summary>True where products have a page of attributes. Default false.</summary>
    public bool ShowsAttributes { get; init; }

    /// <summary>How many earlier observations stand before each observation. Default 0.</summary>
    public int PreviousObservations { get; init; }

    /// <summary>How many actions stand before each observation. Default 0.</summary>
    public int PreviousActions { get; init; }

    /// <summary>The most replies of an episode: 20 with tools, else 10.</summary>
    public int MaxRounds => Edition == WebShopEdition.FunctionCalling ? 20 : 10;

    /// <summary>Reads the options of the command line.</summary>
    /// <exception cref="ArgumentException">A setting's name or its value is unknown; the message names those that are known.</exception>
    public static WebShopSettings From(EnvironmentOptions options)
    {
        var settings = options.Settings;
        if (options.Engine is { } engine)
            throw new ArgumentException($"The shopping environment has no engine '{engine}'; it has none to choose.", nameof(options));
        foreach (var name in settings.Keys.Where(name => !Names.Contains(name, StringComparer.Ordinal)))
            throw new ArgumentException($"The shopping environment has no setting '{name}'; it has {string.Join(", ", Names)}.", nameof(options));
        var nouns = settings.GetValueOrDefault(NounsName);
        if (nouns is not null && !File.Exists(nouns))
            throw new ArgumentException($"The setting '{NounsName}' is '{nouns}', expected a file of title nouns by product; there is no such file.", nameof(options));
        return new WebShopSettings
        {
            Edition = Member<WebShopEdition>(settings, EditionName),
            Goals = Member<GoalKind>(settings, GoalsName),
            Products = Number(settings, ProductsName, 1),
            Nouns = nouns,
            Index = settings.GetValueOrDefault(IndexName),
            Observation = Member<ObservationMode>(settings, ObservationName),
            ShowsAttributes = Truth(settings, AttributesName),
            PreviousObservations = Number(settings, ObservationsName, 0) ?? 0,
            PreviousActions = Number(settings, ActionsName, 0) ?? 0,
        };
    }

    /// <summary>The folder that the variable names; null where it names none.</summary>
    public static string? DataFolder() => System.Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    static T Member<T>(ImmutableSortedDictionary<string, string> settings, string name)
        where T : struct, Enum =>
        settings.GetValueOrDefault(name) is not { } text ? default
        : WireNames.TryParse<T>(text, out var value) ? value
        : throw new ArgumentException($"The setting '{name}' is '{text}', expected {string.Join(", ", WireNames.All<T>())}.", nameof(settings));

    static int? Number(ImmutableSortedDictionary<string, string> settings, string name, int least) =>
        settings.GetValueOrDefault(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new ArgumentException($"The setting '{name}' is '{text}', expected a whole number of at least {least}.", nameof(settings));

    static bool Truth(ImmutableSortedDictionary<string, string> settings, string name) => settings.GetValueOrDefault(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw new ArgumentException($"The setting '{name}' is '{text}', expected true or false.", nameof(settings)),
    };
}
