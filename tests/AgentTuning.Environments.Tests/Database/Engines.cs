using System.Collections.Immutable;
using AgentTuning.Environments.Database;
using AgentTuning.Environments.Database.MySql;
using AgentTuning.Environments.Database.Sqlite;

namespace AgentTuning.Environments.Tests.Database;

/// <summary>Engines and tables for tests.</summary>
static class Engines
{
    public static async ValueTask<IDatabaseEngine> StartAsync(string name, DatabaseSettings? settings = null)
    {
        if (name == DatabaseSettings.Sqlite)
            return new SqliteEngine(settings);
        if (MariaDbProgram.Find() is null)
            Components.Missing($"MariaDB was {MariaDbProgram.HowToInstall}.");
        return await MySqlEngine.StartAsync((settings ?? new DatabaseSettings()) with { Engine = DatabaseSettings.MariaDb }, TestContext.Current.CancellationToken);
    }

    public static DatabaseTable Table(string name, string[] columns, params string?[][] rows) => new()
    {
        Name = name,
        Columns = [.. columns.Select(column => new DatabaseColumn(column))],
        Rows = [.. rows.Select(row => row.ToImmutableArray())],
    };

    /// <summary>The result of one statement as the agent sees it.</summary>
    public static async Task<string> AskAsync(this IDatabase database, string sql) =>
        DatabaseFeedback.Print(await database.ExecuteAsync(sql, TestContext.Current.CancellationToken));
}
