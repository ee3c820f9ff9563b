using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Word problems with small numbers and worked answers.</summary>
static class ArithmeticKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("add", 2, draw => Problem(draw, "add", draw.Number(2, 20), draw.Number(2, 20))),
        QuestionKind.Single("subtract", 2, Subtract),
        QuestionKind.Single("multiply", 1, draw => Problem(draw, "multiply", draw.Number(2, 9), draw.Number(2, 9))),
        QuestionKind.Single("share", 1, Share),
        QuestionKind.Single("add-subtract", 1, AddSubtract),
        QuestionKind.Single("multiply-add", 1, draw => Problem(draw, "multiply-add", draw.Number(2, 6), draw.Number(2, 6), draw.Number(1, 9))),
        QuestionKind.Single("change", 1, Change),
        QuestionKind.Single("more", 1, More),
    ];

    static Exchange Subtract(Draw draw)
    {
        var a = draw.Number(4, 20);
        return Problem(draw, "subtract", a, draw.Number(2, a - 1));
    }

    static Exchange Share(Draw draw)
    {
        var (each, count) = (draw.Number(2, 9), draw.Number(2, 9));
        return Problem(draw, "share", each * count, count);
    }

    static Exchange AddSubtract(Draw draw)
    {
        var (a, b) = (draw.Number(3, 15), draw.Number(2, 9));
        return Problem(draw, "add-subtract", a, b, draw.Number(2, Math.Min(9, a + b - 1)));
    }

    static Exchange Change(Draw draw)
    {
        var (count, price) = (draw.Number(2, 5), draw.Number(2, 6));
        return Problem(draw, "change", count, price, count * price < 20 ? draw.Pick(20, 50) : 50);
    }

    static Exchange More(Draw draw)
    {
        var b = draw.Number(2, 15);
        return Problem(draw, "more", b + draw.Number(1, 9), b);
    }

    static Exchange Problem(Draw draw, string kind, int a, int b, int c = 0)
    {
        var names = Draw.Distinct(2, draw.FirstName);
        var question = draw.Phrase(
            kind,
            ("name", names[0]), ("other", names[1]), ("things", draw.Word("things")), ("a", Text(a)), ("b", Text(b)), ("c", Text(c)));
        var (steps, answer) = Solve(kind, a, b, c);
        return Exchange.Worked(GradingRule.Number, question, steps, Text(answer));
    }

    static (string Steps, int Answer) Solve(string kind, int a, int b, int c) => kind switch
    {
        "add" => ($"{a} + {b} = {a + b}.", a + b),
        "subtract" or "more" => ($"{a} - {b} = {a - b}.", a - b),
        "multiply" => ($"{a} * {b} = {a * b}.", a * b),
        "share" => ($"{a} / {b} = {a / b}.", a / b),
        "add-subtract" => ($"{a} + {b} = {a + b}. {a + b} - {c} = {a + b - c}.", a + b - c),
        "multiply-add" => ($"{a} * {b} = {a * b}. {a * b} + {c} = {(a * b) + c}.", (a * b) + c),
        _ => ($"{a} * {b} = {a * b}. {c} - {a * b} = {c - (a * b)}.", c - (a * b)),
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
