using System.Collections.Frozen;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>
/// The words that end an expression or a table name. MySQL 8 reserves more, such as RANK and GROUPS; tables of the benchmark have columns
/// of these names, which are accepted here without backticks.
/// </summary>
static class ReservedWords
{
    static readonly FrozenSet<string> Words = new[]
    {
        "ALL", "ALTER", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CREATE", "CROSS", "DELETE", "DESC", "DISTINCT", "DIV", "DROP", "ELSE",
        "EXCEPT", "EXISTS", "FOR", "FORCE", "FROM", "GROUP", "HAVING", "IN", "INDEX", "INNER", "INSERT", "INTERSECT", "INTERVAL", "INTO", "IS",
        "JOIN", "KEY", "LEFT", "LIKE", "LIMIT", "LOCK", "MOD", "NATURAL", "NOT", "NULL", "ON", "OR", "ORDER", "OUTER", "OVER", "PRIMARY", "REGEXP",
        "REPLACE", "RIGHT", "RLIKE", "SELECT", "SEPARATOR", "SET", "STRAIGHT_JOIN", "TABLE", "THEN", "UNION", "UPDATE", "USE", "USING", "VALUES",
        "WHEN", "WHERE", "WINDOW", "WITH", "XOR", "COLLATE", "ESCAPE",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string word) => Words.Contains(word);
}
