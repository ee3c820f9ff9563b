namespace AgentTuning.Environments.Database.Generation;

/// <summary>Names and strings as MySQL writes them.</summary>
static class SqlText
{
    /// <summary>A name in backticks.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A string in single quotes, inner quotes doubled. Generated values have no backslash, which the two engines read differently.</summary>
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
