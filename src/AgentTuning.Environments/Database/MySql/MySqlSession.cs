using System.Data;
using System.Globalization;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>The connection of one episode, opened again where a statement broke it.</summary>
sealed class MySqlSession(string connectionString, DatabaseSettings settings, string collation, bool isMariaDb) : IAsyncDisposable
{
    // MySQL 8's default.
    const string SqlMode = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /// <summary>The most characters read from one result; far more than is ever shown.</summary>
    public const int MaxCharacters = 1 << 20;

    MySqlConnection _connection = new(connectionString);

    /// <summary>The most rows read from one result.</summary>
    public int RowLimit => settings.RowLimit;

    /// <summary>The settings that every connection of ours needs, whatever the user's string says.</summary>
    public static string Complete(string connectionString, DatabaseSettings settings) => new MySqlConnectionStringBuilder(connectionString)
    {
        AllowUserVariables = true,
        AllowLoadLocalInfile = false,
        AllowZeroDateTime = true,
        TreatTinyAsBoolean = false,
        GuidFormat = MySqlGuidFormat.None,
        DefaultCommandTimeout = (uint)Math.Ceiling(settings.StatementTimeout.TotalSeconds) + 2,
        CancellationTimeout = 5,
    }.ConnectionString;

    /// <summary>The open connection.</summary>
    /// <exception cref="EnvironmentException">It broke and the server does not let us in again.</exception>
    public async ValueTask<MySqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection.State == ConnectionState.Open)
            return _connection;
        await _connection.DisposeAsync();
        _connection = new MySqlConnection(connectionString);
        try
        {
            await OpenAsync(cancellationToken);
        }
        catch (MySqlException exception)
        {
            throw new EnvironmentException($"The database server no longer answers: {exception.Message}", exception);
        }

        return _connection;
    }

    /// <summary>Opens the connection for the first time.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _connection.OpenAsync(cancellationToken);
        await PrepareAsync(cancellationToken);
    }

    /// <summary>Sets what the agent may have changed: mode, limits, collation.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        var seconds = settings.StatementTimeout.TotalSeconds;
        var limit = isMariaDb
            ? string.Create(CultureInfo.InvariantCulture, $"max_statement_time = {seconds:0.###}, max_session_mem_used = 268435456")
            : string.Create(CultureInfo.InvariantCulture, $"max_execution_time = {seconds * 1000:0}");
        command.CommandText = $"SET NAMES utf8mb4 COLLATE {collation}; SET SESSION sql_mode = '{SqlMode}', group_concat_max_len = 1024, {limit}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
