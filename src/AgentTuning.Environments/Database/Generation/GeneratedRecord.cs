using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Makes the environment's task from a generated problem.</summary>
static class GeneratedRecord
{
    /// <summary>The task.</summary>
    /// <param name="problem">The question and its solution.</param>
    /// <param name="tables">The table asked about, then any others that the question involves.</param>
    public static DatabaseTask Create(GeneratedProblem problem, params IReadOnlyList<GeneratedTable> tables) => new()
    {
        Description = problem.Question,
        AddDescription = Describe(tables),
        Tables = [.. tables.Select(Table)],
        Type = problem.Category,
        Labels = problem.RowsAfter.IsDefault ? [.. problem.Answers] : [problem.Sql],
        GoldQuery = problem.RowsAfter.IsDefault ? problem.Sql : null,
        AnswerMd5 = problem.RowsAfter.IsDefault ? null : TableHash.Of(problem.RowsAfter),
        Source = "generated",
    };

    // The sentences of AgentBench (one table) and AgentInstruct (several).
    static string Describe(IReadOnlyList<GeneratedTable> tables)
    {
        if (tables.Count == 1)
            return $"The name of this table is {tables[0].Name}, and the headers of this table are {Headers(tables[0])}.";
        var text = string.Create(CultureInfo.InvariantCulture, $"There are {tables.Count} tables involved with this task.");
        string[] ordinals = ["1st", "2nd", "3rd"];
        for (var i = 0; i < tables.Count; i++)
            text += $" The name of the {ordinals[i]} table is {tables[i].Name}, and the headers of this table are {Headers(tables[i])}.";
        return text;
    }

    static string Headers(GeneratedTable table) => string.Join(',', table.Columns.Select(column => column.Header));

    static DatabaseTable Table(GeneratedTable table) => new()
    {
        Name = table.Name,
        Columns =
        [
            .. table.Columns.Select(column => new DatabaseColumn(
                column.Header, column.Kind is ValueKind.Integer or ValueKind.Year or ValueKind.Rank ? "INT" : "TEXT")),
        ],
        Rows = [.. table.Rows.Select(row => row.Select(cell => (string?)cell.Text).ToImmutableArray())],
    };
}
