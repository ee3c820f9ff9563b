using System.Collections.Immutable;
using AgentTuning.Environments.Database.MySql;
using AgentTuning.Environments.Database.Sqlite;
using AgentTuning.Tasks;
using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database;

/// <summary>The data sheet of the database environment (AgentBench's DBBench).</summary>
public static class DatabaseDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "database";

    /// <summary>The instruction of the original, word for word.</summary>
    internal static string Instruction { get; } = EmbeddedText.Read("Database/Prompt.md").TrimEnd('\n');

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => new()
    {
        Name = Name,
        Summary = "Questions and orders over tables, solved with SQL (AgentBench, DBBench).",
        Kind = EnvironmentKind.HeldIn,
        Version = "1",
        SystemPrompt = "You are a helpful, respectful and honest assistant.",
        Prompt = Instruction,
        MaxTurns = DatabaseEnvironment.MaxOperations + 1, // the last reply can only answer
        MaxReplyTokens = 512,
        Metric = "mean of the accuracies in SELECT, INSERT and UPDATE",
        ScoreGroup = ScoreGroup,
        Engines = [DatabaseSettings.Sqlite, DatabaseSettings.MariaDb],
        OpenTasks = OpenTasks,
        OpenAsync = OpenAsync,
        CreateReferenceAgent = (task, options) => new DatabaseReferenceAgent(task, options),
        DomainTexts = seed => new Text.DatabaseText(seed).Paragraphs(),
        FindComponentsAsync = FindComponentsAsync,
    };

    // The original counts everything that is neither INSERT nor UPDATE as SELECT, a DELETE too.
    static string ScoreGroup(string? category) => category is "INSERT" or "UPDATE" ? category : "SELECT";

    static ITaskSet OpenTasks(TaskSource source) => source.Path is { } path
        ? new AgentBenchDatabaseTasks(path, source.Split)
        : new Generation.GeneratedDatabaseTasks(source.Split, source.Seed);

    static async ValueTask<IEnvironmentHost> OpenAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        var settings = DatabaseSettings.From(options);
        IDatabaseEngine engine = settings.Engine == DatabaseSettings.MariaDb
            ? await MySqlEngine.StartAsync(settings, cancellationToken)
            : new SqliteEngine(settings);
        return new DatabaseHost(engine, settings.Profile);
    }

    static ValueTask<ImmutableArray<ComponentStatus>> FindComponentsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var server = MariaDbProgram.Find();
        using var connection = new SqliteConnection();
        return ValueTask.FromResult<ImmutableArray<ComponentStatus>>(
        [
            new ComponentStatus(DatabaseSettings.Sqlite, IsPresent: true, IsRequired: true, $"SQLite {connection.ServerVersion}, part of the tool"),
            new ComponentStatus(DatabaseSettings.MariaDb, server is not null, IsRequired: false, server?.Server ?? MariaDbProgram.HowToInstall),
        ]);
    }
}
