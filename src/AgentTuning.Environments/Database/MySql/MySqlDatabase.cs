using System.Collections.Immutable;
using System.Data;
using AgentTuning.Environments.Database.Sql;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>The database of one episode on a server.</summary>
sealed class MySqlDatabase(MySqlSession session, EpisodeNames names, Func<Task> drop) : IDatabase
{
    // Locks by name reach across databases; the rest would shut the episode's own user out.
    static readonly string[] Refused = ["GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "IS_FREE_LOCK", "IS_USED_LOCK", "MASTER_POS_WAIT", "MASTER_GTID_WAIT"];

    public async ValueTask<SqlResult> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        bool isSet;
        try
        {
            var tokens = MySqlTokenizer.ReadOne(sql);
            isSet = tokens[0].IsWord("SET");
            if (isSet && tokens[1].IsWord("PASSWORD"))
                throw new SqlException(SqlErrors.PrivilegeNeeded("CREATE USER"));
            if (tokens[0].IsWord("ALTER") && tokens[1].IsWord("USER"))
                throw new SqlException(SqlErrors.PrivilegeNeeded("CREATE USER"));
            if (tokens.Exists(token => token.IsWord(Refused)))
                throw new SqlException(SqlErrors.NotSupported("locks by name"));
        }
        catch (SqlException exception)
        {
            return new SqlResult { Error = exception.Error };
        }

        var result = await RunAsync(sql, cancellationToken);
        if (isSet)
            await RestoreAsync(cancellationToken);
        return result;
    }

    public async ValueTask<SqlResult> HashAsync(DatabaseTable table, CancellationToken cancellationToken)
    {
        await RestoreAsync(cancellationToken);
        var columns = string.Join(", ", TableNaming.ColumnNames(table).Select(TableNaming.Quote));
        var name = $"`{names.Database}`.{TableNaming.Quote(TableNaming.TableName(table))}";
        return await RunAsync(
            $"SELECT MD5(GROUP_CONCAT(rowhash ORDER BY rowhash)) FROM (SELECT SUBSTRING(MD5(CONCAT_WS(',', {columns})), 1, 5) AS rowhash FROM {name}) AS hashes",
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await drop();
    }

    async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var connection = await session.ConnectAsync(cancellationToken);
        try
        {
            await session.PrepareAsync(cancellationToken);
        }
        catch (MySqlException) when (connection.State != ConnectionState.Open)
        {
            await session.ConnectAsync(cancellationToken);
        }
    }

    async Task<SqlResult> RunAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = await session.ConnectAsync(cancellationToken);
        try
        {
            await using var command = new MySqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return new SqlResult { Rows = await ReadAsync(reader, command, cancellationToken) };
        }
        catch (MySqlException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new SqlResult { Error = names.Translate(exception) };
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The connector reads a statement before the server does, for parameters and delimiters, and stumbles over some.
            return new SqlResult { Error = SqlErrors.Syntax(sql, 0) };
        }
    }

    async Task<ImmutableArray<ImmutableArray<object?>>> ReadAsync(MySqlDataReader reader, MySqlCommand command, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        var characters = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == session.RowLimit || characters > MySqlSession.MaxCharacters)
            {
                command.Cancel();
                break;
            }

            var cells = ImmutableArray.CreateBuilder<object?>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = MySqlCells.Read(reader, i);
                characters += value is string text ? text.Length : 8;
                cells.Add(value);
            }

            rows.Add(cells.MoveToImmutable());
        }

        return rows.ToImmutable();
    }
}
