using System.Globalization;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The user's choices for the knowledge-graph environment, checked.</summary>
public sealed record KnowledgeGraphSettings
{
    /// <summary>Our own store, the default.</summary>
    public const string OwnStore = "store";

    /// <summary>A SPARQL endpoint that the user runs.</summary>
    public const string Sparql = "sparql";

    /// <summary>A private Virtuoso that the tool starts.</summary>
    public const string Virtuoso = "virtuoso";

    const string StoreName = "store";
    const string OntologyName = "ontology";
    const string EndpointName = "endpoint";
    const string RulesName = "rules";
    const string SecondsName = "query-seconds";

    static readonly string[] Names = [EndpointName, OntologyName, SecondsName, RulesName, StoreName];

    /// <summary><c>store</c>, <c>sparql</c> or <c>virtuoso</c>. Default store.</summary>
    public string Engine { get; init; } = OwnStore;

    /// <summary>A store file that all tasks but generated ones are asked of; null takes the graphs that the tasks carry.</summary>
    public string? Store { get; init; }

    /// <summary>The folder with the benchmark's ontology; goes with <see cref="Store"/> and with engine sparql.</summary>
    public string? Ontology { get; init; }

    /// <summary>The endpoint of engine sparql.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Which ids and intersections the tools take. Default: those of the original.</summary>
    public TypeRules Rules { get; init; }

    /// <summary>The time a query may take. Default 60 s.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads the options of the command line.</summary>
    /// <exception cref="ArgumentException">An engine, a setting's name or its value is unknown; the message names those that are known.</exception>
    public static KnowledgeGraphSettings From(EnvironmentOptions options)
    {
        foreach (var name in options.Settings.Keys.Where(name => !Names.Contains(name, StringComparer.Ordinal)))
            throw new ArgumentException($"The knowledge-graph environment has no setting '{name}'; it has {string.Join(", ", Names)}.", nameof(options));
        var engine = options.Engine ?? OwnStore;
        if (engine is not (OwnStore or Sparql or Virtuoso))
            throw new ArgumentException($"The knowledge-graph environment has no engine '{engine}'; it has {OwnStore}, {Sparql} and {Virtuoso}.", nameof(options));
        var settings = new KnowledgeGraphSettings
        {
            Engine = engine,
            Store = Only(options, StoreName, OwnStore, engine),
            Ontology = options.Settings.GetValueOrDefault(OntologyName),
            Endpoint = ReadEndpoint(Only(options, EndpointName, Sparql, engine)),
            Rules = options.Settings.GetValueOrDefault(RulesName) switch
            {
                null or "strict" => TypeRules.Strict,
                "relaxed" => TypeRules.Relaxed,
                var other => throw new ArgumentException($"The setting '{RulesName}' is '{other}', expected strict or relaxed.", nameof(options)),
            },
            QueryTimeout = TimeSpan.FromSeconds(ReadSeconds(options)),
        };
        if (engine == Sparql && settings.Endpoint is null)
            throw new ArgumentException($"Engine {Sparql} needs the setting '{EndpointName}', such as http://localhost:3001/sparql.", nameof(options));
        if ((settings.Store ?? settings.Endpoint?.ToString()) is not null && settings.Ontology is null)
            throw new ArgumentException($"The settings '{StoreName}' and '{EndpointName}' need the setting '{OntologyName}': the benchmark's folder with fb_roles, fb_types and vocab.json.", nameof(options));
        return settings;
    }

    static string? Only(EnvironmentOptions options, string name, string wanted, string engine)
    {
        var value = options.Settings.GetValueOrDefault(name);
        return value is null || engine == wanted
            ? value
            : throw new ArgumentException($"The setting '{name}' goes with engine {wanted}, the engine is {engine}.", nameof(options));
    }

    static Uri? ReadEndpoint(string? text)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new ArgumentException($"The setting '{EndpointName}' is '{text}', expected an address such as http://localhost:3001/sparql.");
    }

    static double ReadSeconds(EnvironmentOptions options)
    {
        if (options.Settings.GetValueOrDefault(SecondsName) is not { } text)
            return 60;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600
            ? seconds
            : throw new ArgumentException($"The setting '{SecondsName}' is '{text}', expected a number from 1 to 3600.", nameof(options));
    }
}
