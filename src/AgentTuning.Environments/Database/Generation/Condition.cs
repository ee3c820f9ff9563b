using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>What a row must satisfy.</summary>
/// <param name="Column">The column compared.</param>
/// <param name="Comparator">How.</param>
/// <param name="Text">The text compared with, where texts are compared.</param>
/// <param name="Low">The number compared with, or the lower of two.</param>
/// <param name="High">The upper of two numbers.</param>
sealed record Condition(GeneratedColumn Column, Comparator Comparator, string Text, decimal Low = 0, decimal High = 0)
{
    /// <summary>The condition as MySQL.</summary>
    public string Sql => Comparator switch
    {
        Comparator.Equal => $"{Column.Sql} = {SqlText.Literal(Text)}",
        Comparator.Greater => $"{Column.NumberSql} > {Number(Low)}",
        Comparator.Less => $"{Column.NumberSql} < {Number(Low)}",
        Comparator.AtLeast => $"{Column.NumberSql} >= {Number(Low)}",
        Comparator.AtMost => $"{Column.NumberSql} <= {Number(Low)}",
        _ => $"{Column.NumberSql} BETWEEN {Number(Low)} AND {Number(High)}",
    };

    /// <summary>That a column says the same as a cell.</summary>
    public static Condition Equals(GeneratedColumn column, GeneratedCell cell) => new(column, Comparator.Equal, cell.Text);

    /// <summary>A number as it is written in statements and questions.</summary>
    public static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A <c>WHERE</c> clause with a space before it; nothing where there are no conditions.</summary>
    public static string WhereSql(IReadOnlyList<Condition> conditions) =>
        conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions.Select(condition => condition.Sql))}";

    /// <summary>Whether a row satisfies it.</summary>
    public bool Holds(ImmutableArray<GeneratedCell> row)
    {
        var cell = row[Column.Index];
        return Comparator switch
        {
            Comparator.Equal => string.Equals(cell.Text, Text, StringComparison.OrdinalIgnoreCase),
            Comparator.Greater => cell.Number > Low,
            Comparator.Less => cell.Number < Low,
            Comparator.AtLeast => cell.Number >= Low,
            Comparator.AtMost => cell.Number <= Low,
            _ => cell.Number >= Low && cell.Number <= High,
        };
    }
}
