using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions over two tables: the second one describes the values of a column of the first (as in AgentInstruct).</summary>
static class JoinProblems
{
    static readonly TopicColumn[] Descriptions =
    [
        new("Code", null, ValueKind.Code, ["LL##"], 0, 0, 0),
        new("Number", null, ValueKind.Integer, [], 1, 500, 0),
        new("Since", null, ValueKind.Year, [], 1850, 2020, 0),
        new("Chief", null, ValueKind.Pool, ["{person}"], 0, 0, 0),
    ];

    /// <summary>A problem and its second table, or null where the first table does not yield one.</summary>
    public static (GeneratedTable Second, GeneratedProblem Problem)? Create(ProblemDraft draft, NamePattern names)
    {
        var first = draft.Table;
        var link = draft.PickColumn(column => column is { IsCategory: true, HasGaps: false });
        if (link is null || link == first.Key || first.RepeatsHeaders)
            return null;
        var second = Describe(draft, link, names);
        var row = draft.PickRow();
        var condition = Condition.Equals(first.Key, row[first.Key.Index]);
        var target = second.Columns[draft.Random.Next(1, second.Columns.Length)];
        var answer = second.Rows.Single(described => described[0].Text == row[link.Index].Text)[target.Index].Text;
        var question = draft.Words.Write("join", [condition], ("target", draft.Words.Column(target)));
        var sql = $"SELECT T2.{target.Sql} FROM {first.Sql} AS T1 INNER JOIN {second.Sql} AS T2 ON T1.{link.Sql} = T2.{link.Sql}"
            + $" WHERE T1.{first.Key.Sql} = {SqlText.Literal(condition.Text)}";
        return (second, ProblemDraft.Question("join", question, sql, [answer]));
    }

    static GeneratedTable Describe(ProblemDraft draft, GeneratedColumn link, NamePattern names)
    {
        var values = draft.Table.Rows.Select(row => row[link.Index].Text).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var key = link with { Index = 0, IsUnique = true };
        var columns = ImmutableArray.Create(key);
        foreach (var description in draft.Random.Shuffled(Descriptions).Take(draft.Random.Next(1, 4)))
        {
            if (!draft.Table.Columns.Any(column => column.Header.Equals(description.Header, StringComparison.OrdinalIgnoreCase)))
                columns = columns.Add(new(columns.Length, description.Header, new ColumnValues(description, names, isInvented: false, values.Count, draft.Random)));
        }

        if (columns.Length == 1)
            columns = columns.Add(new(1, "Remark no.", new ColumnValues(Descriptions[1], names, isInvented: false, values.Count, draft.Random)));
        var rows = values.Select((value, i) => columns
            .Select(column => column.Index == 0 ? new GeneratedCell(value) : column.Values.Draw(draft.Random, i))
            .ToImmutableArray());
        return new GeneratedTable(draft.Table.Topic, $"{draft.Table.Name} {link.Header}", columns, [.. rows]) { Key = key };
    }
}
