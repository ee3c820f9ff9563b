using System.Text.RegularExpressions;
using AgentTuning.Environments.Database.Sql;
using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Tells SQLite's errors in MySQL's words where the kind is known.</summary>
static partial class SqliteErrors
{
    const int Full = 13; // SQLITE_FULL
    const int TooBig = 18; // SQLITE_TOOBIG

    public static SqlError Translate(SqliteException exception, TranslationScope scope)
    {
        var message = PlainMessage().Match(exception.Message) is { Success: true } plain ? plain.Groups["text"].Value : exception.Message;
        if (exception.SqliteErrorCode == Full)
            return new SqlError(1114, "HY000", "The table is full");
        if (exception.SqliteErrorCode == TooBig)
            return new SqlError(1301, "HY000", "Result was larger than max_allowed_packet");
        var match = KnownMessage().Match(message);
        var name = match.Groups["name"].Value;
        return match.Groups["kind"].Value switch
        {
            "no such column" => SqlErrors.NoSuchColumn(name, scope.ClauseOf(name)),
            "no such table" => SqlErrors.NoSuchTable(scope.Database, name.StartsWith("main.", StringComparison.Ordinal) ? name[5..] : name),
            "ambiguous column name" => new SqlError(1052, "23000", $"Column '{name}' in {scope.ClauseOf(name)} is ambiguous"),
            "no such function" => SqlErrors.NoSuchFunction(scope.Database, name),
            "duplicate column name" => new SqlError(1060, "42S21", $"Duplicate column name '{name}'"),
            "UNIQUE constraint failed" => new SqlError(1062, "23000", $"Duplicate entry for key '{name}'"),
            "NOT NULL constraint failed" => new SqlError(1048, "23000", $"Column '{name[(name.LastIndexOf('.') + 1)..]}' cannot be null"),
            "no such savepoint" => new SqlError(1305, "42000", $"SAVEPOINT {name} does not exist"),
            _ => TranslateOther(message, scope),
        };
    }

    static SqlError TranslateOther(string message, TranslationScope scope)
    {
        if (UnknownInsertColumn().Match(message) is { Success: true } column)
            return SqlErrors.NoSuchColumn(column.Groups["name"].Value, "field list");
        if (ValueCount().IsMatch(message))
            return new SqlError(1136, "21S01", "Column count doesn't match value count at row 1");
        if (TableExists().Match(message) is { Success: true } table)
            return new SqlError(1050, "42S01", $"Table '{table.Groups["name"].Value}' already exists");
        if (message.StartsWith("misuse of aggregate", StringComparison.Ordinal) || message.StartsWith("misuse of window", StringComparison.Ordinal))
            return new SqlError(1111, "HY000", "Invalid use of group function");
        if (message.Contains("row value misused", StringComparison.Ordinal) || message.Contains("sub-select returns", StringComparison.Ordinal))
            return new SqlError(1241, "21000", "Operand should contain 1 column(s)");
        if (message.Contains("SELECTs to the left and right", StringComparison.Ordinal))
            return new SqlError(1222, "21000", "The used SELECT statements have a different number of columns");
        if (NearWord().Match(message) is { Success: true } near)
            return SqlErrors.Syntax(scope.Sql, Math.Max(0, scope.Sql.LastIndexOf(near.Groups["word"].Value.Trim('`', '\''), StringComparison.OrdinalIgnoreCase)));
        return new SqlError(1105, "HY000", message);
    }

    [GeneratedRegex("^SQLite Error \\d+: '(?<text>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex PlainMessage();

    [GeneratedRegex("^(?<kind>[A-Za-z ]+): (?<name>.*)$", RegexOptions.Singleline)]
    private static partial Regex KnownMessage();

    [GeneratedRegex("has no column named (?<name>.*)$", RegexOptions.Singleline)]
    private static partial Regex UnknownInsertColumn();

    [GeneratedRegex("values for \\d+ columns|columns but \\d+ values were supplied|all VALUES must have the same number")]
    private static partial Regex ValueCount();

    [GeneratedRegex("^(table|view) (?<name>.*) already exists$", RegexOptions.Singleline)]
    private static partial Regex TableExists();

    [GeneratedRegex("^near \"(?<word>.*)\": syntax error$", RegexOptions.Singleline)]
    private static partial Regex NearWord();
}
