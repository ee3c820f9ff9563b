namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions that compare numbers with a bound or with one another.</summary>
static class ComparisonProblems
{
    const string Category = "comparison";
    const int MostAnswers = 4;

    /// <summary>A problem, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft) => draft.Random.Next(20) switch
    {
        < 8 => WithBound(draft, withCategory: true),
        < 12 => WithBound(draft, withCategory: false),
        < 15 => Between(draft),
        _ => OfTwo(draft),
    };

    static GeneratedProblem? WithBound(ProblemDraft draft, bool withCategory)
    {
        var category = withCategory ? draft.PickCategory(1) : null;
        if ((withCategory && category is null) || draft.PickComparison() is not { } comparison)
            return null;
        return List(draft, category is null ? [comparison] : draft.Random.Chance(0.7) ? [category, comparison] : [comparison, category]);
    }

    static GeneratedProblem? Between(ProblemDraft draft)
    {
        var compared = draft.PickColumn(column => column is { IsNumeric: true, HasGaps: false }
            && column.Kind is not (ValueKind.Money or ValueKind.MoneyThousands or ValueKind.Signed or ValueKind.SignedDecimal or ValueKind.SignedPercent));
        if (compared is null)
            return null;
        var first = draft.PickRow()[compared.Index].Number!.Value;
        var second = draft.PickRow()[compared.Index].Number!.Value;
        return first == second
            ? null
            : List(draft, [new Condition(compared, Comparator.Between, "", Math.Min(first, second), Math.Max(first, second))]);
    }

    static GeneratedProblem? List(ProblemDraft draft, IReadOnlyList<Condition> conditions)
    {
        if (draft.PickTarget([.. conditions.Select(condition => condition.Column)]) is not { } target)
            return null;
        var answers = draft.RowsWhere(conditions).ConvertAll(row => row[target.Index].Text);

        // As in the benchmark, a few questions have no answer: it is then the word none.
        var isEmpty = answers.Count == 0;
        if (answers.Count > MostAnswers || (isEmpty && draft.Random.Chance(0.85))
            || answers.Distinct(StringComparer.OrdinalIgnoreCase).Count() != answers.Count)
            return null;
        var question = draft.Words.Write("comparison", conditions, ("target", draft.Words.Column(target)));
        var sql = $"SELECT {target.Sql} FROM {draft.Table.Sql}{Condition.WhereSql(conditions)}";
        return ProblemDraft.Question(Category, question, sql, isEmpty ? ["none"] : answers);
    }

    static GeneratedProblem? OfTwo(ProblemDraft draft)
    {
        var key = draft.Table.Key;
        var rank = draft.PickColumn(column => column.IsNumeric && column != key && column.Kind is not (ValueKind.Money or ValueKind.MoneyThousands or ValueKind.Year));
        if (!draft.HasPlainKey || rank is null)
            return null;
        var (a, b) = (draft.PickRow(), draft.PickRow());
        if (a[rank.Index].Number is not { } left || b[rank.Index].Number is not { } right || left == right)
            return null;
        var isHigher = draft.Random.Chance(0.65);
        var (first, second) = (a[key.Index].Text, b[key.Index].Text);
        var question = draft.Words.Write(
            isHigher ? "comparison-higher" : "comparison-lower",
            [],
            ("rank", draft.Words.Column(rank)),
            ("a", draft.Words.Value(first)),
            ("b", draft.Words.Value(second)));
        var sql = $"SELECT {key.Sql} FROM {draft.Table.Sql} WHERE {key.Sql} IN ({SqlText.Literal(first)}, {SqlText.Literal(second)})"
            + $" ORDER BY {rank.NumberSql} {(isHigher ? "DESC" : "ASC")} LIMIT 1";
        return ProblemDraft.Question(Category, question, sql, [left > right == isHigher ? first : second]);
    }
}
