using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Instructions about lists.</summary>
static class ListKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("sort-words", 2, SortWords),
        QuestionKind.Single("sort-numbers", 1, SortNumbers),
        QuestionKind.Single("count-items", 1, CountItems),
        QuestionKind.Single("remove-item", 2, RemoveItem),
        QuestionKind.Single("add-item", 2, AddItem),
        QuestionKind.Single("filter-letter", 1, FilterLetter),
        QuestionKind.Single("largest", 1, Largest),
    ];

    static string[] Items(Draw draw, int least, int most) =>
        draw.Words(draw.Pick("things", "animals", "foods", "colours", "towns", "nouns"), draw.Number(least, most));

    static string Listed(IEnumerable<string> items) => string.Join(", ", items);

    static Exchange SortWords(Draw draw)
    {
        var items = Draw.Distinct(draw.Number(2, 4), () => draw.Word(draw.Pick("things", "animals", "nouns")));
        return Exchange.List(draw.Phrase("sort-words", ("text", Listed(items))), [.. items.Order(StringComparer.Ordinal)]);
    }

    static Exchange SortNumbers(Draw draw)
    {
        var numbers = Numbers(draw, draw.Number(3, 4));
        return Exchange.List(draw.Phrase("sort-numbers", ("text", Listed(numbers))), [.. numbers.OrderBy(Value)]);
    }

    static Exchange CountItems(Draw draw)
    {
        var items = Items(draw, 2, 6);
        return Exchange.Worked(
            GradingRule.Number,
            draw.Phrase("count-items", ("text", Listed(items))),
            Listed(items.Select((item, i) => $"{i + 1} {item}")) + ".",
            items.Length.ToString(CultureInfo.InvariantCulture));
    }

    static Exchange RemoveItem(Draw draw)
    {
        var items = Items(draw, 3, 5);
        var removed = draw.Pick(items);
        return Exchange.List(draw.Phrase("remove-item", ("item", removed), ("text", Listed(items))), [.. items.Where(item => item != removed)]);
    }

    static Exchange AddItem(Draw draw)
    {
        var items = Items(draw, 3, 5);
        return Exchange.List(draw.Phrase("add-item", ("item", items[^1]), ("text", Listed(items[..^1]))), items);
    }

    static Exchange FilterLetter(Draw draw)
    {
        var items = Draw.Distinct(draw.Number(3, 5), () => draw.Word(draw.Pick("things", "animals", "nouns", "foods")));
        var letter = draw.Pick(items)[0];
        var question = draw.Phrase("filter-letter", ("letter", letter.ToString()), ("text", Listed(items)));
        return Exchange.List(question, [.. items.Where(item => item[0] == letter)]);
    }

    static Exchange Largest(Draw draw)
    {
        var numbers = Numbers(draw, draw.Number(3, 5));
        var largest = numbers.MaxBy(Value)!;
        return new Exchange
        {
            Question = draw.Phrase("largest", ("text", Listed(numbers))),
            Reply = largest,
            Rule = GradingRule.Number,
            Expected = [largest],
        };
    }

    static string[] Numbers(Draw draw, int count) => Draw.Distinct(count, () => draw.Number(1, 99).ToString(CultureInfo.InvariantCulture));

    static int Value(string number) => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
}
