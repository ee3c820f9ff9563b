using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>What every kind of problem draws on: a table, chance and words.</summary>
/// <param name="table">The table asked about.</param>
/// <param name="random">The source of chance.</param>
sealed class ProblemDraft(GeneratedTable table, Random random)
{
    /// <summary>The table asked about.</summary>
    public GeneratedTable Table => table;

    /// <summary>The source of chance.</summary>
    public Random Random => random;

    /// <summary>The words of the question.</summary>
    public Wording Words { get; } = new(table, random);

    /// <summary>True where a value names its row by itself, because the column that holds it is the first and its meaning shows.</summary>
    public bool HasPlainKey => !table.Topic.IsInvented && table.Key is { Index: 0, Kind: ValueKind.Name, HasGaps: false };

    /// <summary>The data rows that satisfy all conditions.</summary>
    public List<ImmutableArray<GeneratedCell>> RowsWhere(IReadOnlyList<Condition> conditions) =>
        [.. table.DataRows.Where(row => conditions.All(condition => condition.Holds(row)))];

    /// <summary>A column drawn from those that satisfy a test, or null.</summary>
    public GeneratedColumn? PickColumn(Func<GeneratedColumn, bool> isFit)
    {
        var fit = table.Columns.Where(isFit).ToList();
        return fit.Count == 0 ? null : random.Pick(fit);
    }

    /// <summary>A column to read answers from: not the one excluded, without gaps, the key more often than others.</summary>
    public GeneratedColumn? PickTarget(params ReadOnlySpan<GeneratedColumn?> excluded)
    {
        var fit = new List<GeneratedColumn>();
        foreach (var column in table.Columns)
        {
            if (!excluded.Contains(column) && !column.HasGaps && column.Kind != ValueKind.Note)
                fit.Add(column);
        }

        return fit.Count == 0 ? null : fit.Contains(table.Key) && random.Chance(0.5) ? table.Key : random.Pick(fit);
    }

    /// <summary>A row drawn from the data.</summary>
    public ImmutableArray<GeneratedCell> PickRow()
    {
        var first = table.RepeatsHeaders ? 1 : 0;
        return table.Rows[random.Next(first, table.Rows.Length)];
    }

    /// <summary>A condition on a category that at least <paramref name="least"/> rows but not all satisfy, or null.</summary>
    public Condition? PickCategory(int least, params ReadOnlySpan<GeneratedColumn?> excluded)
    {
        var fit = new List<GeneratedColumn>();
        foreach (var column in table.Columns)
        {
            if (column.IsCategory && !excluded.Contains(column))
                fit.Add(column);
        }

        if (fit.Count == 0)
            return null;
        var condition = Condition.Equals(random.Pick(fit), default);
        condition = Condition.Equals(condition.Column, PickRow()[condition.Column.Index]);
        var count = RowsWhere([condition]).Count;
        return count >= least && count < table.Rows.Length && IsPlain(condition.Text) ? condition : null;
    }

    /// <summary>A condition that compares a number, so that some rows satisfy it and some do not, or null.</summary>
    public Condition? PickComparison(params ReadOnlySpan<GeneratedColumn?> excluded)
    {
        var fit = new List<GeneratedColumn>();
        foreach (var column in table.Columns)
        {
            if (column.IsNumeric && column.Kind is not (ValueKind.Money or ValueKind.MoneyThousands) && !excluded.Contains(column))
                fit.Add(column);
        }

        if (fit.Count == 0)
            return null;
        var compared = random.Pick(fit);

        // A gap reads as 0 in SQL, so only comparisons that 0 fails are asked of a column with gaps.
        Comparator[] comparators = compared.HasGaps
            ? [Comparator.Greater, Comparator.AtLeast]
            : [Comparator.Greater, Comparator.Greater, Comparator.Less, Comparator.Less, Comparator.AtLeast, Comparator.AtMost];
        var comparator = random.Pick(comparators);
        if (PickRow()[compared.Index].Number is not { } number || (compared.HasGaps && number <= 0))
            return null;
        if (comparator is Comparator.Greater or Comparator.Less && random.Chance(0.5))
            number = Rounded(number);
        return compared.HasGaps && number <= 0 ? null : new Condition(compared, comparator, "", number);
    }

    /// <summary>A problem that is answered from the table.</summary>
    public static GeneratedProblem Question(string category, string question, string sql, IEnumerable<string> answers) =>
        new(category, question, sql) { Answers = [.. answers] };

    /// <summary>Whether a text says something that a question can name.</summary>
    public static bool IsPlain(string text) => text.Length > 1 && text is not ("N/A" or "unknown") || (text.Length == 1 && char.IsAsciiLetterOrDigit(text[0]));

    static decimal Rounded(decimal number)
    {
        var unit = Math.Abs(number) switch
        {
            >= 10000 => 1000m,
            >= 1000 => 100m,
            >= 100 => 10m,
            >= 20 => 5m,
            _ => 1m,
        };
        return Math.Round(number / unit) * unit;
    }
}
