using System.Collections.Immutable;
using AgentTuning.Environments.Database.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>The database of one episode in SQLite's memory.</summary>
sealed class SqliteDatabase : IDatabase
{
    const int LengthLimit = 0; // SQLITE_LIMIT_LENGTH
    const int AttachedLimit = 7; // SQLITE_LIMIT_ATTACHED
    const int MaxValueBytes = 16 << 20;
    const int MaxPages = 16384; // of 4 KiB
    const long MaxMemory = 1L << 30; // of all databases of the process
    const int StepsBetweenChecks = 10_000;
    const int MaxPrintedCharacters = 1 << 20;

    readonly SqliteConnection _connection;
    readonly IReadOnlyList<string> _names;
    readonly DatabaseSettings _settings;
    readonly TimeProvider _clock;
    readonly delegate_progress _watch;
    SqlError? _functionError;
    SqlError? _interruption;
    long _started;
    CancellationToken _cancellation;

    public SqliteDatabase(SqliteConnection connection, IReadOnlyList<string> names, DatabaseSettings settings, TimeProvider clock)
    {
        _connection = connection;
        _names = names;
        _settings = settings;
        _clock = clock;
        _watch = Watch;
        FunctionTable.Shared.Register(connection, new Random(0), () => clock.GetUtcNow().UtcDateTime, error => _functionError = error);
    }

    /// <summary>Sets the limits for the agent's statements.</summary>
    public void Restrict()
    {
        Run($"PRAGMA max_page_count = {MaxPages}");
        Run("PRAGMA trusted_schema = 1");
        raw.sqlite3_limit(_connection.Handle!, LengthLimit, MaxValueBytes);
        raw.sqlite3_limit(_connection.Handle!, AttachedLimit, 0);
        raw.sqlite3_progress_handler(_connection.Handle!, StepsBetweenChecks, _watch, null);
    }

    public ValueTask<SqlResult> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scope = new TranslationScope(_names, sql);
        (_functionError, _interruption, _cancellation, _started) = (null, null, cancellationToken, _clock.GetTimestamp());
        try
        {
            var result = SqlResult.Empty;
            foreach (var statement in StatementTranslator.Translate(scope))
                result = RunTransaction(statement) ?? Query(statement);
            return ValueTask.FromResult(result);
        }
        catch (SqlException exception)
        {
            return ValueTask.FromResult(new SqlResult { Error = exception.Error });
        }
        catch (SqliteException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(new SqlResult { Error = _functionError ?? _interruption ?? SqliteErrors.Translate(exception, scope) });
        }
    }

    public ValueTask<SqlResult> HashAsync(DatabaseTable table, CancellationToken cancellationToken)
    {
        (_functionError, _interruption, _cancellation, _started) = (null, null, cancellationToken, _clock.GetTimestamp());
        try
        {
            return ValueTask.FromResult(new SqlResult { Rows = [[SqliteTables.Hash(_connection, table)]] });
        }
        catch (SqliteException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(new SqlResult { Error = SqliteErrors.Translate(exception, new TranslationScope(_names, "")) });
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // MySQL takes a second BEGIN and a COMMIT without BEGIN.
    SqlResult? RunTransaction(string statement)
    {
        if (statement is not ("BEGIN" or "COMMIT" or "ROLLBACK"))
            return null;
        var isOpen = raw.sqlite3_get_autocommit(_connection.Handle!) == 0;
        if (statement == "BEGIN" && isOpen)
            Run("COMMIT");
        if (statement == "BEGIN" || isOpen)
            Run(statement);
        return SqlResult.Empty;
    }

    SqlResult Query(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        var characters = 0;
        while (rows.Count < _settings.RowLimit && characters < MaxPrintedCharacters && reader.Read())
        {
            var cells = ImmutableArray.CreateBuilder<object?>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = reader.GetValue(i);
                characters += value is string text ? text.Length : 8;
                cells.Add(value is DBNull ? null : value);
            }

            rows.Add(cells.MoveToImmutable());
        }

        return new SqlResult { Rows = rows.ToImmutable() };
    }

    void Run(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    // Not zero stops the statement.
    int Watch(object? state)
    {
        if (_clock.GetElapsedTime(_started) > _settings.StatementTimeout)
            _interruption = SqlErrors.TimeOut;
        else if (raw.sqlite3_memory_used() > MaxMemory)
            _interruption = SqlErrors.OutOfMemory;
        return _interruption is not null || _cancellation.IsCancellationRequested ? 1 : 0;
    }
}
