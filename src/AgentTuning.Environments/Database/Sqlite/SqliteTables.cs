using System.Text;
using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Makes and fills tables, and hashes them.</summary>
static class SqliteTables
{
    // GROUP_CONCAT's limit in the original.
    const int MaxHashedBytes = 1024;

    public static void Create(SqliteConnection connection, DatabaseTable table)
    {
        var columns = TableNaming.ColumnNames(table);
        var name = TableNaming.Quote(TableNaming.TableName(table));
        using var create = connection.CreateCommand();
        create.CommandText = $"CREATE TABLE {name} ({string.Join(", ", columns.Select(column => $"{TableNaming.Quote(column)} TEXT COLLATE mysql"))})";
        create.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", columns.Select((_, i) => $"$v{i}"))})";
        var parameters = columns.Select((_, i) => insert.Parameters.AddWithValue($"$v{i}", DBNull.Value)).ToArray();
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = i < row.Length ? (object?)row[i] ?? DBNull.Value : DBNull.Value;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>
    /// The benchmark's hash: MD5 over the sorted first five digits of each row's MD5, joined by commas and cut where MySQL cuts it.
    /// NULL cells are skipped as CONCAT_WS skips them.
    /// </summary>
    public static string? Hash(SqliteConnection connection, DatabaseTable table)
    {
        var columns = string.Join(", ", TableNaming.ColumnNames(table).Select(TableNaming.Quote));
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT {columns} FROM {TableNaming.Quote(TableNaming.TableName(table))}";
        using var reader = select.ExecuteReader();
        var rows = new List<string>();
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Clear();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (MySqlValue.ToText(reader.GetValue(i)) is { } cell)
                    text.Append(text.Length == 0 && IsFirst(reader, i) ? "" : ",").Append(cell);
            }

            rows.Add(NumberFunctions.Md5(text.ToString())[..5]);
        }

        if (rows.Count == 0)
            return null;
        rows.Sort(StringComparer.Ordinal);
        var joined = string.Join(',', rows);
        return NumberFunctions.Md5(joined.Length > MaxHashedBytes ? joined[..MaxHashedBytes] : joined);
    }

    // True where every cell before this one is NULL.
    static bool IsFirst(SqliteDataReader reader, int column)
    {
        for (var i = 0; i < column; i++)
            if (!reader.IsDBNull(i))
                return false;
        return true;
    }
}
