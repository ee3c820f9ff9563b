using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Writes names and strings for SQLite.</summary>
static class SqliteText
{
    /// <summary>A string literal. SQLite's cannot hold NUL, so such a text goes as bytes.</summary>
    public static string Literal(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? $"CAST(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' AS TEXT)"
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name in backticks, which never turn into a string as double quotes may.</summary>
    public static string Name(string name) => TableNaming.Quote(name.Replace("\0", "", StringComparison.Ordinal));
}
