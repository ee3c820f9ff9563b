using System.Globalization;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions for a number of rows or of different values.</summary>
static class CountingProblems
{
    const string Category = "counting";

    /// <summary>A problem, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft) => draft.Random.Next(20) switch
    {
        < 9 => Rows(draft, [draft.PickCategory(1)]),
        < 13 => Rows(draft, [draft.PickComparison()]),
        < 15 => Rows(draft, [draft.PickCategory(2), draft.PickComparison()]),
        < 18 => DifferentValues(draft),
        _ => AllRows(draft),
    };

    static GeneratedProblem? Rows(ProblemDraft draft, IReadOnlyList<Condition?> drawn)
    {
        var conditions = drawn.OfType<Condition>().ToList();
        if (conditions.Count < drawn.Count)
            return null;
        var count = draft.RowsWhere(conditions).Count;
        if (count == 0 || count == draft.Table.Rows.Length)
            return null;
        var question = draft.Words.Write("counting", conditions);
        return Solve(question, $"SELECT COUNT(*) FROM {draft.Table.Sql}{Condition.WhereSql(conditions)}", count);
    }

    static GeneratedProblem? DifferentValues(ProblemDraft draft)
    {
        if (draft.PickColumn(column => column is { HasGaps: false, IsUnique: false } && column.Kind != ValueKind.Note) is not { } target)
            return null;
        var count = draft.Table.DataRows.Select(row => row[target.Index].Text).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var question = draft.Words.Write("counting-distinct", [], ("target", draft.Words.Column(target)));
        return Solve(question, $"SELECT COUNT(DISTINCT {target.Sql}) FROM {draft.Table.Sql}", count);
    }

    static GeneratedProblem? AllRows(ProblemDraft draft) => draft.Table.RepeatsHeaders
        ? null
        : Solve(draft.Words.Write("counting-all", []), $"SELECT COUNT(*) FROM {draft.Table.Sql}", draft.Table.Rows.Length);

    static GeneratedProblem Solve(string question, string sql, int count) =>
        ProblemDraft.Question(Category, question, sql, [count.ToString(CultureInfo.InvariantCulture)]);
}
