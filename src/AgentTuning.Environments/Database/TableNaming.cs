using System.Collections.Immutable;

namespace AgentTuning.Environments.Database;

/// <summary>Makes the names of a task's table acceptable to MySQL, the same way for every engine.</summary>
/// <remarks>
/// MySQL refuses column names that are empty, end with a space, occur twice or exceed 64 characters. Tables from the web have such
/// headers; the original then had no table at all. Here an empty name becomes <c>column</c> and its position, a repeated one gets its
/// count, and the rest is cut.
/// </remarks>
static class TableNaming
{
    const int MaxLength = 64;

    public static string TableName(DatabaseTable table) => Cut(table.Name) is { Length: > 0 } name ? name : "table1";

    public static ImmutableArray<string> ColumnNames(DatabaseTable table)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = ImmutableArray.CreateBuilder<string>(table.Columns.Length);
        foreach (var column in table.Columns)
        {
            var name = Cut(column.Name);
            if (name.Length == 0)
                name = $"column{names.Count + 1}";
            var free = name;
            for (var count = 2; !taken.Add(free); count++)
                free = $"{Cut(name, MaxLength - 4)}_{count}";
            names.Add(free);
        }

        return names.MoveToImmutable();
    }

    /// <summary>The name in backticks.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    static string Cut(string name, int length = MaxLength)
    {
        var plain = name.Replace("\0", "", StringComparison.Ordinal);
        return (plain.Length > length ? plain[..length] : plain).TrimEnd(' ');
    }
}
