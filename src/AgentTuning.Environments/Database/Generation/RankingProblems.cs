using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Questions for the first, the second or the first few rows in an order.</summary>
static class RankingProblems
{
    static readonly string[] Nths = ["first", "second", "third"];
    static readonly string[] Counts = ["", "", "two", "three"];

    /// <summary>A problem, or null where the table does not yield one.</summary>
    public static GeneratedProblem? Create(ProblemDraft draft)
    {
        var isHigh = draft.Random.Chance(0.65);
        var rank = draft.PickColumn(column => column.IsNumeric && column.Kind != ValueKind.Rank && (isHigh || !column.HasGaps)
            && (column.Kind is not (ValueKind.Money or ValueKind.MoneyThousands) || draft.Random.Chance(0.3)));
        if (rank is null || draft.PickTarget(rank) is not { } target)
            return null;
        return draft.Random.Next(20) switch
        {
            < 9 => First(draft, target, rank, isHigh, null),
            < 14 => First(draft, target, rank, isHigh, draft.PickCategory(2, rank, target)),
            < 17 => Nth(draft, target, rank, isHigh),
            _ => Top(draft, target, rank, isHigh),
        };
    }

    static GeneratedProblem? First(ProblemDraft draft, GeneratedColumn target, GeneratedColumn rank, bool isHigh, Condition? category)
    {
        IReadOnlyList<Condition> conditions = category is null ? [] : [category];
        var ranked = Ranked(draft, rank, isHigh, conditions);
        if (ranked.Count < 2 || !AreApart(ranked, rank, 0))
            return null;
        var section = category is null ? "ranking-first" : "ranking-first-where";
        var question = Write(draft, section, conditions, target, rank, isHigh);
        return Solve(draft, question, target, $"{Condition.WhereSql(conditions)}{Order(rank, isHigh)} LIMIT 1", [ranked[0]]);
    }

    static GeneratedProblem? Nth(ProblemDraft draft, GeneratedColumn target, GeneratedColumn rank, bool isHigh)
    {
        var n = draft.Random.Next(1, 3);
        var ranked = Ranked(draft, rank, isHigh, []);
        for (var i = 0; i <= n; i++)
        {
            if (ranked.Count <= n + 1 || !AreApart(ranked, rank, i))
                return null;
        }

        var question = Write(draft, "ranking-nth", [], target, rank, isHigh, ("nth", Nths[n]));
        return Solve(draft, question, target, $"{Order(rank, isHigh)} LIMIT 1 OFFSET {n}", [ranked[n]]);
    }

    static GeneratedProblem? Top(ProblemDraft draft, GeneratedColumn target, GeneratedColumn rank, bool isHigh)
    {
        var count = draft.Random.Next(2, 4);
        var ranked = Ranked(draft, rank, isHigh, []);
        if (ranked.Count <= count || !AreApart(ranked, rank, count - 1))
            return null;
        var question = Write(draft, "ranking-top", [], target, rank, isHigh, ("count", draft.Random.Chance(0.5) ? Counts[count] : $"{count}"));
        return Solve(draft, question, target, $"{Order(rank, isHigh)} LIMIT {count}", ranked.GetRange(0, count));
    }

    static List<ImmutableArray<GeneratedCell>> Ranked(ProblemDraft draft, GeneratedColumn rank, bool isHigh, IReadOnlyList<Condition> conditions)
    {
        var rows = draft.RowsWhere(conditions).FindAll(row => row[rank.Index].Number is not null);

        // Below zero a gap, which reads as 0, would come before numbers.
        if (rank.HasGaps && rows.Exists(row => row[rank.Index].Number <= 0))
            return [];
        return isHigh
            ? [.. rows.OrderByDescending(row => row[rank.Index].Number)]
            : [.. rows.OrderBy(row => row[rank.Index].Number)];
    }

    static bool AreApart(List<ImmutableArray<GeneratedCell>> ranked, GeneratedColumn rank, int index) =>
        ranked[index][rank.Index].Number != ranked[index + 1][rank.Index].Number;

    static string Order(GeneratedColumn rank, bool isHigh) => $" ORDER BY {rank.NumberSql} {(isHigh ? "DESC" : "ASC")}";

    static string Write(
        ProblemDraft draft, string section, IReadOnlyList<Condition> conditions, GeneratedColumn target, GeneratedColumn rank, bool isHigh) =>
        Write(draft, section, conditions, target, rank, isHigh, ("", ""));

    static string Write(
        ProblemDraft draft,
        string section,
        IReadOnlyList<Condition> conditions,
        GeneratedColumn target,
        GeneratedColumn rank,
        bool isHigh,
        (string Name, string Text) slot) =>
        draft.Words.Write(
            section,
            conditions,
            ("target", draft.Words.Column(target)),
            ("rank", draft.Words.Column(rank)),
            ("most", draft.Random.Pick(DatabasePhrases.Questions[(isHigh ? "most" : "least") + (rank.Kind == ValueKind.Year ? "-year" : "")])),
            slot);

    static GeneratedProblem? Solve(
        ProblemDraft draft, string question, GeneratedColumn target, string rest, List<ImmutableArray<GeneratedCell>> rows)
    {
        var answers = rows.ConvertAll(row => row[target.Index].Text);
        return answers.Distinct(StringComparer.OrdinalIgnoreCase).Count() != answers.Count
            ? null
            : ProblemDraft.Question("ranking", question, $"SELECT {target.Sql} FROM {draft.Table.Sql}{rest}", answers);
    }
}
