using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>
/// A server that speaks MySQL's protocol: each episode has a database of its own and a user with rights on it alone; both are dropped
/// when the episode ends.
/// </summary>
public sealed class MySqlEngine : IDatabaseEngine
{
    const int RowsPerInsert = 200;
    const string Rights = "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE TEMPORARY TABLES, LOCK TABLES, CREATE VIEW, SHOW VIEW";

    // The default of MySQL 8, then what is nearest to it elsewhere: no regard to case and accents, trailing spaces count.
    static readonly string[] Collations = ["utf8mb4_0900_ai_ci", "utf8mb4_uca1400_nopad_ai_ci", "utf8mb4_unicode_520_nopad_ci", "utf8mb4_unicode_520_ci"];

    readonly DatabaseSettings _settings;
    readonly MariaDbServer? _server;
    readonly string _connectionString;
    readonly string _prefix = $"agent{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    string _collation = Collations[^1];
    bool _isMariaDb;
    int _episodes;

    MySqlEngine(DatabaseSettings settings, MariaDbServer? server)
    {
        _settings = settings;
        _server = server;
        _connectionString = MySqlSession.Complete(server?.ConnectionString ?? settings.ConnectionString!, settings);
    }

    /// <summary>Connects to the server of the settings, or starts a private MariaDB.</summary>
    /// <exception cref="EnvironmentException">There is no MariaDB, it does not start, or the server does not let us in.</exception>
    public static async ValueTask<MySqlEngine> StartAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        var server = settings.ConnectionString is null ? await MariaDbServer.StartAsync(TimeProvider.System, cancellationToken) : null;
        try
        {
            var engine = new MySqlEngine(settings, server);
            await engine.GreetAsync(cancellationToken);
            return engine;
        }
        catch (Exception exception) when (exception is MySqlException or ArgumentException)
        {
            if (server is not null)
                await server.DisposeAsync();
            throw new EnvironmentException($"The database server cannot be used: {exception.Message} Check the setting connection-string; its user must be allowed to create databases and users.", exception);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IDatabase> CreateAsync(IReadOnlyList<DatabaseTable> tables, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_prefix}e{Interlocked.Increment(ref _episodes)}");
        var password = RandomNumberGenerator.GetHexString(24);
        try
        {
            await using (var connection = new MySqlConnection(_connectionString))
            {
                await connection.OpenAsync(cancellationToken);
                await RunAsync(connection, $"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE {_collation}; CREATE USER '{name}'@'%' IDENTIFIED BY '{password}'; GRANT {Rights} ON `{name}`.* TO '{name}'@'%'", cancellationToken);
                foreach (var table in tables)
                    await FillAsync(connection, name, table, cancellationToken);
            }

            var login = new MySqlConnectionStringBuilder(_connectionString) { UserID = name, Password = password, Database = name, Pooling = false };
            var session = new MySqlSession(login.ConnectionString, _settings, _collation, _isMariaDb);
            await session.OpenAsync(cancellationToken);
            return new MySqlDatabase(session, new EpisodeNames(name, TableNaming.TableName(tables[0])), () => DropAsync(name));
        }
        catch (MySqlException exception)
        {
            await DropAsync(name);
            throw new EnvironmentException($"The server refused the table '{tables[0].Name}': {exception.Message}", exception);
        }
        catch (OperationCanceledException)
        {
            await DropAsync(name);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await MySqlConnection.ClearPoolAsync(new MySqlConnection(_connectionString));
        if (_server is not null)
            await _server.DisposeAsync();
    }

    async Task GreetAsync(CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        _isMariaDb = connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        foreach (var collation in Collations)
        {
            try
            {
                await RunAsync(connection, $"SELECT 'a' COLLATE {collation}", cancellationToken);
                _collation = collation;
                return;
            }
            catch (MySqlException exception) when (exception.ErrorCode is MySqlErrorCode.UnknownCollation or MySqlErrorCode.CollationCharsetMismatch)
            {
                continue;
            }
        }
    }

    async Task DropAsync(string name)
    {
        try
        {
            await using var connection = new MySqlConnection(_connectionString);
            await connection.OpenAsync(CancellationToken.None);
            await RunAsync(connection, $"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS '{name}'@'%'", CancellationToken.None);
        }
        catch (MySqlException exception)
        {
            throw new EnvironmentException($"The database {name} cannot be removed: {exception.Message}", exception);
        }
    }

    static async Task FillAsync(MySqlConnection connection, string database, DatabaseTable table, CancellationToken cancellationToken)
    {
        var columns = TableNaming.ColumnNames(table);
        var name = $"`{database}`.{TableNaming.Quote(TableNaming.TableName(table))}";
        await RunAsync(connection, $"CREATE TABLE {name} ({string.Join(", ", columns.Select(column => $"{TableNaming.Quote(column)} TEXT"))})", cancellationToken);
        foreach (var rows in table.Rows.Chunk(RowsPerInsert))
        {
            await using var insert = connection.CreateCommand();
            var sql = new StringBuilder($"INSERT INTO {name} VALUES ");
            for (var i = 0; i < rows.Length; i++)
            {
                sql.Append(i == 0 ? "(" : ", (");
                for (var j = 0; j < columns.Length; j++)
                {
                    sql.Append(j == 0 ? "" : ", ").Append('?');
                    insert.Parameters.Add(new MySqlParameter { Value = j < rows[i].Length ? (object?)rows[i][j] ?? DBNull.Value : DBNull.Value });
                }

                sql.Append(')');
            }

            insert.CommandText = sql.ToString();
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    static async Task RunAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
