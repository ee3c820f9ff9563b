using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Orders to add a row.</summary>
static class InsertProblems
{
    /// <summary>A problem, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft)
    {
        var table = draft.Table;
        var row = NewRow(draft);
        if (table.DataRows.Any(existing => existing[table.Key.Index].Text.Equals(row[table.Key.Index].Text, StringComparison.OrdinalIgnoreCase)))
            return null;
        var form = draft.Random.Next(20);
        var isInOrder = form >= 16 || draft.Random.Chance(0.75);
        IReadOnlyList<GeneratedColumn> columns = isInOrder ? table.Columns : draft.Random.Shuffled(table.Columns);
        var isByKey = form is 11 or 12 or 13 && draft.HasPlainKey;
        if (isByKey)
            columns = [table.Key, .. columns.Where(column => column != table.Key)];
        if (form >= 14 && row.Any(cell => cell.Text.Length == 0))
            return null;

        var question = form switch
        {
            _ when isByKey => draft.Words.Write(
                "insert-key", [], ("key", draft.Words.Value(row[table.Key.Index].Text)), ("pairs", Pairs(draft, columns.Skip(1), row))),
            < 14 => draft.Words.Write("insert-pairs", [], ("pairs", Pairs(draft, columns, row))),
            < 16 => draft.Words.Write(
                "insert-columns", [], ("columns", Wording.List([.. columns.Select(draft.Words.Column)])), ("values", Values(draft, columns, row, isList: true))),
            _ => draft.Words.Write("insert-order", [], ("values", Values(draft, columns, row, isList: false))),
        };
        var names = string.Join(", ", columns.Select(column => column.Sql));
        var values = string.Join(", ", columns.Select(column => SqlText.Literal(row[column.Index].Text)));
        return new GeneratedProblem("INSERT", question, $"INSERT INTO {table.Sql} ({names}) VALUES ({values})") { RowsAfter = table.Rows.Add(row) };
    }

    static ImmutableArray<GeneratedCell> NewRow(ProblemDraft draft)
    {
        var count = draft.Table.DataRows.Count();
        return
        [
            .. draft.Table.Columns.Select(column => draft.Random.Chance(0.02) && column != draft.Table.Key
                ? new GeneratedCell("N/A")
                : column.Values.Draw(draft.Random, count)),
        ];
    }

    static string Pairs(ProblemDraft draft, IEnumerable<GeneratedColumn> columns, ImmutableArray<GeneratedCell> row)
    {
        var template = draft.Random.Pick(DatabasePhrases.Questions["pair"]);
        return Wording.List([.. columns.Select(column => PhraseBook.Fill(
            template, name => name == "c" ? draft.Words.Column(column) : draft.Words.Value(row[column.Index].Text)))]);
    }

    static string Values(ProblemDraft draft, IEnumerable<GeneratedColumn> columns, ImmutableArray<GeneratedCell> row, bool isList)
    {
        var isQuoted = draft.Random.Chance(0.7);
        List<string> values = [.. columns.Select(column => row[column.Index].Text).Select(text => isQuoted ? Wording.Quoted(text) : draft.Words.Value(text))];
        return isList ? Wording.List(values) : string.Join(", ", values);
    }
}
