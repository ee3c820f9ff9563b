namespace AgentTuning.Environments.Database.Sql;

/// <summary>MySQL's errors, in its words.</summary>
static class SqlErrors
{
    const int MaxNearLength = 80;

    public static SqlError EmptyQuery { get; } = new(1065, "42000", "Query was empty");

    // Python's connector refuses it before the server sees it, hence no number.
    public static SqlError SeveralStatements { get; } = new(0, "", "Use multi=True when executing multiple statements");

    public static SqlError TimeOut { get; } = new(3024, "HY000", "Query execution was interrupted, maximum statement execution time exceeded");

    public static SqlError OutOfMemory { get; } = new(1041, "HY000", "Out of memory; the statement needs more than an episode may use");

    public static SqlError Syntax(string sql, int start)
    {
        var near = start >= sql.Length ? "" : sql.Substring(start, Math.Min(MaxNearLength, sql.Length - start));
        return new SqlError(1064, "42000", $"You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '{near}' at line 1");
    }

    public static SqlError NoSuchFunction(string database, string name) => new(1305, "42000", $"FUNCTION {database}.{name} does not exist");

    public static SqlError WrongParameterCount(string name) => new(1582, "42000", $"Incorrect parameter count in the call to native function '{name}'");

    public static SqlError NoSuchTable(string database, string table) => new(1146, "42S02", $"Table '{database}.{table}' doesn't exist");

    public static SqlError NoSuchColumn(string column, string clause) => new(1054, "42S22", $"Unknown column '{column}' in '{clause}'");

    public static SqlError AccessDenied(string database) => new(1044, "42000", $"Access denied for user 'agent'@'localhost' to database '{database}'");

    public static SqlError PrivilegeNeeded(string privilege) => new(1227, "42000", $"Access denied; you need (at least one of) the {privilege} privilege(s) for this operation");

    public static SqlError NotSupported(string feature) => new(1235, "42000", $"This version of MySQL doesn't yet support '{feature}'");
}
