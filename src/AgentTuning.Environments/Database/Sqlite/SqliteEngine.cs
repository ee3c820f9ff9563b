using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>A private SQLite database in memory for each episode, spoken to in MySQL's dialect.</summary>
public sealed class SqliteEngine : IDatabaseEngine
{
    readonly DatabaseSettings _settings;
    readonly TimeProvider _clock;

    /// <summary>Needs nothing but memory.</summary>
    public SqliteEngine(DatabaseSettings? settings = null, TimeProvider? clock = null)
    {
        _settings = settings ?? new DatabaseSettings();
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async ValueTask<IDatabase> CreateAsync(IReadOnlyList<DatabaseTable> tables, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        try
        {
            await connection.OpenAsync(cancellationToken);
            var database = new SqliteDatabase(connection, [.. tables.Select(TableNaming.TableName)], _settings, _clock);
            foreach (var table in tables)
                SqliteTables.Create(connection, table);
            database.Restrict();
            return database;
        }
        catch (SqliteException exception)
        {
            await connection.DisposeAsync();
            throw new EnvironmentException($"SQLite refused the table '{tables[0].Name}': {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
