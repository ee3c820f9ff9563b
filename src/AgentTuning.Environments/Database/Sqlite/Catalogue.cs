namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>What MySQL tells about its tables, asked from SQLite.</summary>
static class Catalogue
{
    const string Tables = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    /// <summary>SHOW TABLES.</summary>
    public static string ShowTables(string database) => $"SELECT name AS {SqliteText.Name($"Tables_in_{database}")} FROM ({Tables}) ORDER BY name";

    /// <summary>SHOW COLUMNS or DESCRIBE.</summary>
    public static string ShowColumns(string table) =>
        $"SELECT name AS Field, lower(type) AS Type, CASE WHEN \"notnull\" THEN 'NO' ELSE 'YES' END AS \"Null\", CASE WHEN pk THEN 'PRI' ELSE '' END AS \"Key\", dflt_value AS \"Default\", '' AS Extra FROM pragma_table_info({table})";

    /// <summary>A view of the information schema as a query in parentheses, or null where it is not offered.</summary>
    public static string? View(string name, string database)
    {
        var schema = SqliteText.Literal(database);
        return name.ToUpperInvariant() switch
        {
            "TABLES" => $"(SELECT 'def' AS TABLE_CATALOG, {schema} AS TABLE_SCHEMA, name AS TABLE_NAME, 'BASE TABLE' AS TABLE_TYPE, 'InnoDB' AS ENGINE FROM ({Tables}))",
            "COLUMNS" => $"(SELECT 'def' AS TABLE_CATALOG, {schema} AS TABLE_SCHEMA, t.name AS TABLE_NAME, c.name AS COLUMN_NAME, c.cid + 1 AS ORDINAL_POSITION, c.dflt_value AS COLUMN_DEFAULT, 'YES' AS IS_NULLABLE, lower(c.type) AS DATA_TYPE, lower(c.type) AS COLUMN_TYPE, '' AS COLUMN_KEY FROM ({Tables}) AS t, pragma_table_info(t.name) AS c)",
            "SCHEMATA" => $"(SELECT 'def' AS CATALOG_NAME, {schema} AS SCHEMA_NAME)",
            _ => null,
        };
    }
}
