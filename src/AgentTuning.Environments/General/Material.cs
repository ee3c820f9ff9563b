using System.Globalization;

namespace AgentTuning.Environments.General;

/// <summary>Texts to be copied: words, invented names, codes, digits, sentences, records and lists, so that only copying solves them.</summary>
static class Material
{
    /// <summary>One line of any style, without outer whitespace.</summary>
    public static string Line(Draw draw) => draw.Number(0, 13) switch
    {
        0 => string.Join(' ', Mixed(draw, draw.Number(2, 6))),
        1 => Sentence(draw),
        2 => string.Join(' ', Draw.Distinct(draw.Number(2, 4), draw.InventedName)),
        3 => string.Join(' ', Digits(draw, draw.Number(4, 9))),
        4 => $"{draw.Code()} {draw.Code()}",
        5 => draw.FullName(),
        6 => string.Join(", ", draw.Words(AnyPool(draw), draw.Number(3, 5))),
        7 => $"{draw.Word("fields")}: {Value(draw)}",
        8 => Identifier(draw),
        9 => Date(draw),
        10 => $"{draw.Word("things")} ({draw.Number(2, 99)}), {draw.Word("things")} ({draw.Number(2, 99)})",
        11 => $"({draw.Number(1, 99)}, '{Short(draw)}', {draw.Number(1, 999)})",
        12 => $"{draw.InventedWord()}.{draw.InventedWord()}@{draw.InventedWord()}.org",
        _ => $"{Short(draw)} / {Short(draw)} / {Short(draw)}",
    };

    /// <summary>A short text of one to three words or codes, without commas, quotes and colons.</summary>
    public static string Short(Draw draw) => draw.Number(0, 7) switch
    {
        0 => draw.Word("nouns"),
        1 => $"{draw.Word("adjectives")} {draw.Word("nouns")}",
        2 => draw.InventedName(),
        3 => draw.Code(),
        4 => draw.FirstName(),
        5 => draw.Number(1, 9_999).ToString(CultureInfo.InvariantCulture),
        6 => $"{draw.InventedWord()} {draw.Word("nouns")}",
        _ => draw.Word("towns"),
    };

    /// <summary>The value of a record's field.</summary>
    public static string Value(Draw draw) => draw.Number(0, 6) switch
    {
        0 => draw.FullName(),
        1 => Date(draw),
        2 => $"{draw.Number(1, 99)}.{draw.Number(10, 99)}",
        3 => Identifier(draw),
        _ => Short(draw),
    };

    /// <summary>Words of several pools in a row.</summary>
    public static string[] Mixed(Draw draw, int count) => Draw.Distinct(count, () => draw.OneIn(3) ? draw.InventedWord() : draw.Word(AnyPool(draw)));

    static string AnyPool(Draw draw) => draw.Pick("nouns", "adjectives", "things", "animals", "colours", "foods", "nouns", "towns");

    static string Sentence(Draw draw) => draw.Number(0, 5) switch
    {
        0 => $"{draw.FirstName()} {draw.Word("verbs")} the {draw.Word("adjectives")} {draw.Word("nouns")}.",
        1 => $"Yes, the {draw.Word("nouns")} is {draw.Word("adjectives")}!",
        2 => $"Where is the {draw.Word("nouns")} of {draw.FirstName()}?",
        3 => $"{draw.Number(2, 40)} {draw.Word("animals")} and {draw.Number(2, 40)} {draw.Word("things")}; no {draw.Word("foods")}.",
        4 => $"No {draw.Word("nouns")}, no {draw.Word("nouns")} - only {draw.Word("things")}.",
        _ => $"In {draw.Word("towns")} we {draw.Word("verbs")} {draw.Word("adjectives")} {draw.Word("things")}.",
    };

    static string Identifier(Draw draw) => draw.Number(0, 3) switch
    {
        0 => $"{draw.InventedWord()}_{draw.InventedWord()}",
        1 => $"{draw.Word("fields")}_{draw.Number(1, 20)}",
        2 => $"{draw.InventedName()}{draw.InventedName()}",
        _ => $"{draw.InventedWord()}/{draw.InventedWord()}.txt",
    };

    static string Date(Draw draw) => draw.OneIn(2)
        ? $"{draw.Number(1950, 2029)}-{draw.Number(1, 12):00}-{draw.Number(1, 28):00}"
        : $"{draw.Number(1, 28)} {draw.Pick(Calendar.Months.AsSpan())} {draw.Number(1950, 2029)}";

    static IEnumerable<string> Digits(Draw draw, int count)
    {
        for (var i = 0; i < count; i++)
            yield return draw.Number(0, 9).ToString(CultureInfo.InvariantCulture);
    }
}
