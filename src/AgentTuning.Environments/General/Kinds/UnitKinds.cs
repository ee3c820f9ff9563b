using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Questions about units and dates.</summary>
static class UnitKinds
{
    static readonly ImmutableArray<(string Large, string Small, int Factor)> Units =
    [
        ("weeks", "days", 7), ("days", "hours", 24), ("hours", "minutes", 60), ("minutes", "seconds", 60), ("years", "months", 12),
        ("metres", "centimetres", 100), ("kilometres", "metres", 1000), ("centimetres", "millimetres", 10),
        ("kilograms", "grams", 1000), ("litres", "millilitres", 1000), ("euros", "cents", 100), ("dozens", "pieces", 12),
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("convert", 2, Convert),
        QuestionKind.Single("weekday-after", 1, draw => After(draw, "weekday-after", "day", Calendar.Weekdays, 6)),
        QuestionKind.Single("month-after", 1, draw => After(draw, "month-after", "month", Calendar.Months, 5)),
        QuestionKind.Single("hours-between", 1, HoursBetween),
        QuestionKind.Single("date-part", 1, DatePart),
    ];

    static Exchange Convert(Draw draw)
    {
        var (large, small, factor) = draw.Pick(Units.AsSpan());
        var n = draw.Number(2, 9);
        var question = draw.Phrase("convert", ("name", draw.FirstName()), ("n", Text(n)), ("large", large), ("small", small));
        return Exchange.Worked(GradingRule.Number, question, $"{n} * {factor} = {n * factor}.", Text(n * factor));
    }

    static Exchange After(Draw draw, string kind, string gap, ImmutableArray<string> cycle, int most)
    {
        var (start, n) = (draw.Number(0, cycle.Length - 1), draw.Number(2, most));
        var passed = Enumerable.Range(1, n).Select(i => $"{i} {cycle[(start + i) % cycle.Length]}");
        var question = draw.Phrase(kind, ("name", draw.FirstName()), (gap, cycle[start]), ("n", Text(n)));
        return Exchange.Worked(GradingRule.Answer, question, string.Join(", ", passed) + ".", cycle[(start + n) % cycle.Length]);
    }

    static Exchange HoursBetween(Draw draw)
    {
        var a = draw.Number(1, 16);
        var b = a + draw.Number(1, 7);
        var question = draw.Phrase("hours-between", ("name", draw.FirstName()), ("a", Text(a)), ("b", Text(b)));
        return Exchange.Worked(GradingRule.Number, question, $"{b} - {a} = {b - a}.", Text(b - a));
    }

    static Exchange DatePart(Draw draw)
    {
        var (day, month, year) = (Text(draw.Number(1, 28)), draw.Pick(Calendar.Months.AsSpan()), Text(draw.Number(1950, 2029)));
        var (part, answer) = draw.Pick(("day", day), ("month", month), ("year", year));
        var question = draw.Phrase("date-part", ("name", draw.FirstName()), ("date", $"{day} {month} {year}"), ("part", part));
        return part == "month"
            ? Exchange.Answer(question, answer)
            : new Exchange { Question = question, Reply = answer, Rule = GradingRule.Number, Expected = [answer] };
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
