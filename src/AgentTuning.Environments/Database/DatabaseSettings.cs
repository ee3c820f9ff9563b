using System.Globalization;

namespace AgentTuning.Environments.Database;

/// <summary>The user's choices for the database environment, checked.</summary>
public sealed record DatabaseSettings
{
    /// <summary>SQLite in memory, the default.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A server that speaks MySQL's protocol.</summary>
    public const string MariaDb = "mariadb";

    const string ConnectionStringName = "connection-string";
    const string ProfileName = "profile";
    const string StatementSecondsName = "statement-seconds";
    const string RowLimitName = "row-limit";

    static readonly string[] Names = [ConnectionStringName, ProfileName, RowLimitName, StatementSecondsName];

    /// <summary><c>sqlite</c> or <c>mariadb</c>. Default sqlite.</summary>
    public string Engine { get; init; } = Sqlite;

    /// <summary>The server to use; null starts a private one. Only with engine mariadb.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The rules of the verdict. Default: those of the paper.</summary>
    public GradingProfile Profile { get; init; }

    /// <summary>The time a statement may take. Default 10 s; the function-calling edition of the benchmark has 60 s.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most rows fetched from a statement. Default 1,000: far more than the 800 characters shown can hold.</summary>
    public int RowLimit { get; init; } = 1000;

    /// <summary>Reads the options of the command line.</summary>
    /// <exception cref="ArgumentException">An engine, a setting's name or its value is unknown; the message names those that are known.</exception>
    public static DatabaseSettings From(EnvironmentOptions options)
    {
        foreach (var name in options.Settings.Keys.Where(name => !Names.Contains(name, StringComparer.Ordinal)))
            throw new ArgumentException($"The database environment has no setting '{name}'; it has {string.Join(", ", Names)}.", nameof(options));
        var engine = options.Engine ?? Sqlite;
        if (engine is not (Sqlite or MariaDb))
            throw new ArgumentException($"The database environment has no engine '{engine}'; it has {Sqlite} and {MariaDb}.", nameof(options));
        var connection = options.Settings.GetValueOrDefault(ConnectionStringName);
        if (connection is not null && engine != MariaDb)
            throw new ArgumentException($"The setting '{ConnectionStringName}' goes with engine {MariaDb}, the engine is {engine}.", nameof(options));
        return new DatabaseSettings
        {
            Engine = engine,
            ConnectionString = connection,
            Profile = options.Settings.GetValueOrDefault(ProfileName) switch
            {
                null or "paper" => GradingProfile.Paper,
                "corrected" => GradingProfile.Corrected,
                var other => throw new ArgumentException($"The setting '{ProfileName}' is '{other}', expected paper or corrected.", nameof(options)),
            },
            StatementTimeout = TimeSpan.FromSeconds(Number(options, StatementSecondsName, 10, 3600)),
            RowLimit = (int)Number(options, RowLimitName, 1000, 1_000_000),
        };
    }

    static double Number(EnvironmentOptions options, string name, double otherwise, double most)
    {
        if (options.Settings.GetValueOrDefault(name) is not { } text)
            return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The setting '{name}' is '{text}', expected a number from 1 to {most}."), nameof(options));
    }
}
