using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Orders to change cells of a row or of several, and to delete a row.</summary>
static class UpdateProblems
{
    /// <summary>A change, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft)
    {
        var form = draft.Random.Next(20);
        var isByKey = form is < 4 && draft.HasPlainKey;
        var conditions = form >= 18 ? SeveralRows(draft) : OneRow(draft, isByKey || draft.Random.Chance(0.65));
        if (conditions is null)
            return null;
        var count = draft.Random.Next(20) switch
        {
            < 13 => 1,
            < 18 => 2,
            _ => 3,
        };
        var sets = NewCells(draft, conditions, count);
        if (sets.Count == 0)
            return null;

        var section = form switch
        {
            _ when isByKey => "update-key",
            >= 18 => "update-many",
            >= 13 => "update-is",
            _ => "update",
        };
        var question = draft.Words.Write(
            section,
            conditions,
            ("sets", Sets(draft, section == "update-is" ? "set-is" : "set", sets)),
            ("key", draft.Words.Value(conditions[0].Text)));
        var assignments = string.Join(", ", sets.Select(set => $"{set.Column.Sql} = {SqlText.Literal(set.Cell.Text)}"));
        var rowsAfter = draft.Table.Rows.Select(row => conditions.All(condition => condition.Holds(row)) ? Changed(row, sets) : row);
        return new GeneratedProblem("UPDATE", question, $"UPDATE {draft.Table.Sql} SET {assignments}{Condition.WhereSql(conditions)}")
        {
            RowsAfter = [.. rowsAfter],
        };
    }

    /// <summary>A deletion of one row, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Delete(ProblemDraft draft)
    {
        if (OneRow(draft, byKey: draft.Random.Chance(0.7)) is not { } conditions)
            return null;
        var question = draft.Words.Write("delete", conditions);
        return new GeneratedProblem("DELETE", question, $"DELETE FROM {draft.Table.Sql}{Condition.WhereSql(conditions)}")
        {
            RowsAfter = [.. draft.Table.Rows.Where(row => !conditions.All(condition => condition.Holds(row)))],
        };
    }

    static List<Condition>? OneRow(ProblemDraft draft, bool byKey)
    {
        var row = draft.PickRow();
        var count = draft.Random.Chance(0.15) ? 2 : 1;
        var columns = byKey ? [draft.Table.Key] : draft.Random.Shuffled(draft.Table.Columns).Take(count);
        var conditions = columns.Select(column => Condition.Equals(column, row[column.Index])).ToList();
        return conditions.TrueForAll(condition => ProblemDraft.IsPlain(condition.Text)) && draft.RowsWhere(conditions).Count == 1 ? conditions : null;
    }

    static List<Condition>? SeveralRows(ProblemDraft draft) => draft.PickCategory(2) is { } category ? [category] : null;

    static List<(GeneratedColumn Column, GeneratedCell Cell)> NewCells(ProblemDraft draft, List<Condition> conditions, int count)
    {
        var sets = new List<(GeneratedColumn, GeneratedCell)>();
        var rows = draft.RowsWhere(conditions);
        foreach (var column in draft.Random.Shuffled(draft.Table.Columns))
        {
            if (sets.Count == count || column == draft.Table.Key || conditions.Exists(condition => condition.Column == column))
                continue;
            var cell = column.Values.Draw(draft.Random, draft.Random.Next(90));
            if (ProblemDraft.IsPlain(cell.Text) && rows.TrueForAll(row => !row[column.Index].Text.Equals(cell.Text, StringComparison.OrdinalIgnoreCase)))
                sets.Add((column, cell));
        }

        return sets;
    }

    static string Sets(ProblemDraft draft, string section, List<(GeneratedColumn Column, GeneratedCell Cell)> sets)
    {
        var template = draft.Random.Pick(DatabasePhrases.Questions[section]);
        return Wording.List(sets.ConvertAll(set => PhraseBook.Fill(
            template, name => name == "c" ? draft.Words.Column(set.Column) : draft.Words.Value(set.Cell.Text))));
    }

    static ImmutableArray<GeneratedCell> Changed(ImmutableArray<GeneratedCell> row, List<(GeneratedColumn Column, GeneratedCell Cell)> sets)
    {
        var changed = row.ToBuilder();
        foreach (var (column, cell) in sets)
            changed[column.Index] = cell;
        return changed.MoveToImmutable();
    }
}
