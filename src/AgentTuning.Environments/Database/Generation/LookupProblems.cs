using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions that read cells of one row or a few (the benchmark's category <c>other</c>).</summary>
static class LookupProblems
{
    /// <summary>A problem, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft) => draft.Random.Next(10) switch
    {
        < 2 => ByPlainKey(draft) ?? ByConditions(draft, 1),
        < 7 => ByConditions(draft, 1),
        7 => ByConditions(draft, 2),
        _ => ListByCategory(draft),
    };

    static GeneratedProblem? ByPlainKey(ProblemDraft draft)
    {
        if (!draft.HasPlainKey || draft.PickTarget(draft.Table.Key) is not { } target)
            return null;
        var row = draft.PickRow();
        var key = Condition.Equals(draft.Table.Key, row[draft.Table.Key.Index]);
        var question = draft.Words.Write("other-key", [], ("target", draft.Words.Column(target)), ("key", draft.Words.Value(key.Text)));
        return Solve(draft, question, target, [key]);
    }

    static GeneratedProblem? ByConditions(ProblemDraft draft, int count)
    {
        var row = draft.PickRow();
        var first = count == 1 && draft.Random.Chance(0.6) ? draft.Table.Key : draft.PickColumn(column => ProblemDraft.IsPlain(row[column.Index].Text));
        var second = count == 1 ? null : draft.PickColumn(column => column != first && ProblemDraft.IsPlain(row[column.Index].Text));
        if (first is null || (count == 2 && second is null))
            return null;
        ImmutableArray<GeneratedColumn> columns = second is null ? [first] : [first, second];
        var conditions = columns.Select(column => Condition.Equals(column, row[column.Index])).ToList();
        if (draft.RowsWhere(conditions).Count != 1 || draft.PickTarget(first, second) is not { } target)
            return null;
        var question = draft.Words.Write("other", conditions, ("target", draft.Words.Column(target)));
        return Solve(draft, question, target, conditions);
    }

    static GeneratedProblem? ListByCategory(ProblemDraft draft)
    {
        if (draft.PickCategory(2) is not { } category || draft.PickTarget(category.Column) is not { } target)
            return null;
        var count = draft.RowsWhere([category]).Count;
        if (count > 5)
            return null;
        var question = draft.Words.Write("other-list", [category], ("target", draft.Words.Column(target)));
        return Solve(draft, question, target, [category]);
    }

    static GeneratedProblem? Solve(ProblemDraft draft, string question, GeneratedColumn target, IReadOnlyList<Condition> conditions)
    {
        var answers = draft.RowsWhere(conditions).ConvertAll(row => row[target.Index].Text);
        return answers.Distinct(StringComparer.OrdinalIgnoreCase).Count() != answers.Count
            ? null
            : ProblemDraft.Question("other", question, $"SELECT {target.Sql} FROM {draft.Table.Sql}{Condition.WhereSql(conditions)}", answers);
    }
}
