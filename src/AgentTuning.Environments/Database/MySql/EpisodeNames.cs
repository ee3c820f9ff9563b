using AgentTuning.Environments.Database.Sql;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>Turns a server's errors into what the agent of the original would have seen.</summary>
/// <param name="Database">The database's name on the server, unique among episodes.</param>
/// <param name="Shown">Its name in the original: that of the table.</param>
sealed record EpisodeNames(string Database, string Shown)
{
    const int UnknownColumn = 1054;
    const int AmbiguousColumn = 1052;
    const int StatementTimeExceeded = 1969; // MariaDB

    // MariaDB 10.11 names clauses by their keywords.
    static readonly (string MariaDb, string MySql)[] Clauses =
    [
        ("SELECT", "field list"), ("INSERT INTO", "field list"), ("SET", "field list"), ("WHERE", "where clause"), ("GROUP BY", "group statement"),
        ("ORDER BY", "order clause"), ("HAVING", "having clause"), ("ON", "on clause"),
    ];

    /// <summary>The error in MySQL's words.</summary>
    public SqlError Translate(MySqlException exception)
    {
        if (exception.Number is StatementTimeExceeded || exception.ErrorCode is MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.QueryInterrupted)
            return SqlErrors.TimeOut;
        var message = exception.Message
            .Replace("your MariaDB server version", "your MySQL server version", StringComparison.Ordinal)
            .Replace($"'{Database}'@'%'", "'agent'@'localhost'", StringComparison.Ordinal)
            .Replace($"'{Database}'@'localhost'", "'agent'@'localhost'", StringComparison.Ordinal)
            .Replace(Database, Shown, StringComparison.Ordinal);
        if (exception.Number is UnknownColumn or AmbiguousColumn)
            foreach (var (from, to) in Clauses)
                message = message.Replace($" in '{from}'", $" in '{to}'", StringComparison.Ordinal).Replace($" in {from} is ambiguous", $" in {to} is ambiguous", StringComparison.Ordinal);
        return new SqlError(exception.Number, exception.SqlState ?? "HY000", message);
    }
}
