namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions for a sum, a mean, the least or the greatest number of a column.</summary>
static class AggregationProblems
{
    /// <summary>A problem for a function such as <c>SUM</c>, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft, string function)
    {
        var target = draft.PickColumn(column => IsFit(column, function, draft.Random));
        var category = draft.Random.Chance(0.7) ? draft.PickCategory(2, target) : null;
        if (target is null || (category is null && draft.Random.Chance(0.6)))
            return null;
        IReadOnlyList<Condition> conditions = category is null ? [] : [category];
        var numbers = draft.RowsWhere(conditions).Select(row => row[target.Index].Number).OfType<decimal>().ToList();
        if (numbers.Count < 2 || (function is not "SUM" && target.HasGaps && (function != "MAX" || numbers.Max() <= 0)))
            return null;

        var value = function switch
        {
            "SUM" => numbers.Sum(),
            "MIN" => numbers.Min(),
            "MAX" => numbers.Max(),
            _ => numbers.Sum() / numbers.Count,
        };
        var expression = $"{function}({target.NumberSql})";
        var rounded = "";

        // The engines add as doubles and the answer is compared exactly: what is not exact in doubles is asked for in rounded form.
        if (function is "SUM" or "AVG" && !(numbers.TrueForAll(decimal.IsInteger) && decimal.Round(value, 2) == value))
        {
            if (IsNearTie(value))
                return null;
            value = decimal.Round(value, 2, MidpointRounding.AwayFromZero);
            expression = $"ROUND({expression}, 2)";
            rounded = draft.Random.Pick(DatabasePhrases.Questions["rounded"]);
        }

        var section = function.ToLowerInvariant() + (category is null ? "-all" : "");
        var question = draft.Words.Write(section, conditions, ("target", draft.Words.Column(target)), ("rounded", rounded));
        return ProblemDraft.Question(
            $"aggregation-{function}",
            question,
            $"SELECT {expression} FROM {draft.Table.Sql}{Condition.WhereSql(conditions)}",
            [Condition.Number(value)]);
    }

    static bool IsFit(GeneratedColumn column, string function, Random random) => column.Kind switch
    {
        ValueKind.Money or ValueKind.MoneyThousands => random.Chance(0.3),
        _ when function is "SUM" or "AVG" => column.IsAmount,
        ValueKind.Rank => false,
        _ => column.IsNumeric,
    };

    static bool IsNearTie(decimal value) => Math.Abs(((value * 100) % 1) - 0.5m) < 0.0001m;
}
