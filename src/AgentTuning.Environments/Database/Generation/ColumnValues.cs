using System.Globalization;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Draws the cells of one column, all in one style.</summary>
sealed class ColumnValues
{
    readonly string[] _choices;
    readonly NamePattern _names;
    readonly bool _isInvented;

    /// <summary>Chooses the column's style and the words that its rows share.</summary>
    public ColumnValues(TopicColumn column, NamePattern names, bool isInvented, int rows, Random random)
    {
        Column = column;
        _names = names;
        _isInvented = isInvented;
        Style = ValueStyle.Draw(random);
        _choices = column.Kind switch
        {
            ValueKind.Choice or ValueKind.Note => random.Shuffled(column.Values)[..Math.Min(column.Values.Length, 2 + random.Next(4))],
            ValueKind.Pool => DrawPool(random, Math.Clamp(rows / (1 + random.Next(4)), 2, 12)),
            _ => [],
        };
    }

    /// <summary>What is drawn.</summary>
    public TopicColumn Column { get; }

    /// <summary>How it is written.</summary>
    public ValueStyle Style { get; }

    /// <summary>A cell for a row counted from 0.</summary>
    public GeneratedCell Draw(Random random, int row)
    {
        var low = Column.Low;
        var high = Column.High;
        var number = random.Number(low, high, Column.Decimals);
        return Column.Kind switch
        {
            ValueKind.Name => new(DrawName(random)),
            ValueKind.Pool or ValueKind.Choice => new(random.Pick(_choices)),
            ValueKind.Note => new(random.Chance(0.35) ? random.Pick(_choices) : ""),
            ValueKind.Code => new(SplitCode(random)),
            ValueKind.Rank => Numeric(row + 1, "0", ""),
            ValueKind.Integer or ValueKind.Year => Numeric(number, "0", ""),
            ValueKind.Thousands => Numeric(Rounded(random, low, high), "#,0", ""),
            ValueKind.Signed => Numeric(number, "+0;-0;0", ""),
            ValueKind.Decimal => Numeric(number, Column.Decimals == 2 ? "0.00" : "0.0", ""),
            ValueKind.SignedDecimal => Numeric(number, "0.0", ""),
            ValueKind.Money => new(Style.Currency + number.ToString("0.00", CultureInfo.InvariantCulture), number),
            ValueKind.MoneyThousands => Money(Rounded(random, low, high)),
            ValueKind.Percent => Numeric(number, "0.0", "%"),
            ValueKind.SignedPercent => Numeric(number, "+0.0;-0.0;0.0", "%"),
            _ => new(DrawPattern(random)),
        };
    }

    GeneratedCell Money(decimal number) => new(Style.Currency + number.ToString("#,0", CultureInfo.InvariantCulture), number);

    static GeneratedCell Numeric(decimal number, string format, string suffix) =>
        new(number.ToString(format, CultureInfo.InvariantCulture) + suffix, number);

    // Large figures spread over their magnitudes, as populations and crowds do.
    static decimal Rounded(Random random, decimal low, decimal high)
    {
        var exponent = Math.Log((double)low) + (random.NextDouble() * (Math.Log((double)high) - Math.Log((double)low)));
        var value = Math.Clamp(Math.Floor((decimal)Math.Exp(exponent)), low, high);
        return random.Chance(0.3) && value >= 1000 ? Math.Floor(value / 100) * 100 : value;
    }

    string[] DrawPool(Random random, int count)
    {
        var pool = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var attempt = 0; pool.Count < count && attempt < 4 * count; attempt++)
            pool.Add(_names.Render(random, random.Pick(Column.Values), _isInvented || attempt > 2 * count));
        return [.. pool];
    }

    string DrawName(Random random)
    {
        var name = _names.Render(random, random.Pick(Column.Values), _isInvented);
        return Style.IsQuoted && !name.Contains('\'', StringComparison.Ordinal) ? $"\"{name}\"" : name;
    }

    string SplitCode(Random random) => _names.Render(random, $"{{code:{random.Pick(Column.Values)}}}", _isInvented);

    string DrawPattern(Random random)
    {
        var (first, second) = (random.Next(8), random.Next(8));
        switch (Column.Kind)
        {
            case ValueKind.Date:
                var day = new DateOnly(random.Next((int)Column.Low, (int)Column.High + 1), 1, 1).AddDays(random.Next(365));
                return day.ToString(Style.DateFormat, CultureInfo.InvariantCulture);
            case ValueKind.Ordinal:
                return Ordinal(random.Next((int)Column.Low, (int)Column.High + 1));
            case ValueKind.Score:
                return $"{first}{Style.Dash}{second}";
            case ValueKind.Points:
                var (goals, behinds) = (random.Next(4, 25), random.Next(4, 25));
                return $"{goals}.{behinds} ({(6 * goals) + behinds})";
            case ValueKind.Result:
                var (ours, theirs) = (random.Next(0, 9), random.Next(0, 9));
                return $"{(ours > theirs ? "W" : ours < theirs ? "L" : "T")} {ours}{Style.Dash}{theirs}";
            case ValueKind.Record:
                return $"{random.Next(1, 40)}-{random.Next(1, 40)}-{random.Next(0, 9)}";
            case ValueKind.Sets:
                return $"6{Style.Dash}{random.Next(0, 5)}, {random.Next(0, 5)}{Style.Dash}6, 6{Style.Dash}{random.Next(0, 5)}";
            case ValueKind.Clock:
                return string.Create(CultureInfo.InvariantCulture, $"{random.Next(6, 23)}:{5 * random.Next(12):00}");
            case ValueKind.LapTime:
                return string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 5)}:{random.Next(60):00}.{random.Next(100):00}");
            case ValueKind.Season:
                var season = random.Next(1955, 2021);
                return string.Create(CultureInfo.InvariantCulture, $"{season}{Style.Dash}{(season + 1) % 100:00}");
            default:
                var start = random.Next((int)Column.Low, (int)Column.High - 2);
                return $"{start}{Style.Dash}{random.Next(start + 1, (int)Column.High + 1)}";
        }
    }

    static string Ordinal(int number) => number + ((number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });
}
