using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Questions that are solved by copying a part of the question.</summary>
static class CopyingKinds
{
    static readonly ImmutableArray<string> Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("repeat", 8, draw => Copied(draw, "repeat", Material.Line(draw))),
        QuestionKind.Single("repeat-lines", 5, draw => Copied(draw, "repeat-lines", Lines(draw, draw.Number(2, 4)))),
        QuestionKind.Single("quoted", 5, Quoted),
        QuestionKind.Single("line-number", 4, LineNumber),
        QuestionKind.Single("word-after", 4, WordAfter),
        QuestionKind.Single("item-number", 5, ItemNumber),
        QuestionKind.Single("lookup", 5, Lookup),
        new QuestionKind("recall", 4, Recall),
    ];

    static Exchange Copied(Draw draw, string kind, string text) => Exchange.Exact(draw.Phrase(kind, ("text", text)), text);

    static string Lines(Draw draw, int count) => string.Join('\n', Draw.Distinct(count, () => Material.Line(draw)));

    static Exchange Quoted(Draw draw)
    {
        var text = string.Join(' ', Material.Mixed(draw, draw.Number(1, 4)));
        if (draw.OneIn(3))
            text = Material.Short(draw);
        var question = draw.Phrase(
            "quoted", ("text", text), ("name", draw.FirstName()), ("thing", draw.Word("nouns")), ("verb", draw.Word("verbs")));
        return Exchange.Exact(question, text);
    }

    static Exchange LineNumber(Draw draw)
    {
        var lines = Draw.Distinct(draw.Number(2, 4), () => draw.OneIn(2) ? Material.Short(draw) : Material.Line(draw));
        var text = string.Join('\n', lines);
        if (draw.OneIn(3))
            return Exchange.Exact(draw.Phrase("line-last", ("text", text)), lines[^1]);
        var number = draw.Number(1, lines.Length);
        var question = draw.Phrase("line-number", ("text", text), ("number", number.ToString(CultureInfo.InvariantCulture)));
        return Exchange.Exact(question, lines[number - 1]);
    }

    static Exchange WordAfter(Draw draw)
    {
        var words = Material.Mixed(draw, draw.Number(4, 9));
        if (words.Any(word => word.Contains(' ', StringComparison.Ordinal)))
            words = Draw.Distinct(words.Length, draw.InventedWord);
        var at = draw.Number(0, words.Length - 2);
        return Exchange.Answer(draw.Phrase("word-after", ("text", string.Join(' ', words)), ("word", words[at])), words[at + 1]);
    }

    static Exchange ItemNumber(Draw draw)
    {
        var items = Draw.Distinct(draw.Number(3, 6), () => Material.Short(draw));
        var at = draw.Number(0, items.Length - 1);
        var ordinal = at == items.Length - 1 && draw.OneIn(2) ? "last" : Ordinals[at];
        var question = draw.Phrase("item-number", ("text", Listed(draw, items)), ("ordinal", ordinal));
        return Exchange.Answer(question.Trim().Replace(" \n", "\n", StringComparison.Ordinal), items[at]);
    }

    static string Listed(Draw draw, string[] items) => draw.Number(0, 4) switch
    {
        0 => string.Concat(items.Select((item, i) => $"\n{i + 1}. {item}")),
        1 => string.Concat(items.Select(item => $"\n- {item}")),
        2 => $"[{string.Join(", ", items.Select(item => $"'{item}'"))}]",
        3 => string.Join("; ", items),
        _ => string.Join(", ", items),
    };

    static Exchange Lookup(Draw draw)
    {
        var keys = draw.Words("fields", draw.Number(3, 5));
        if (draw.OneIn(3))
            keys = Draw.Distinct(keys.Length, () => Material.Short(draw));
        var values = Draw.Distinct(keys.Length, () => Material.Short(draw));
        var at = draw.Number(0, keys.Length - 1);
        return Exchange.Answer(draw.Phrase("lookup", ("text", Record(draw, keys, values)), ("key", keys[at])), values[at]);
    }

    static string Record(Draw draw, string[] keys, string[] values)
    {
        var pairs = keys.Zip(values);
        return draw.Number(0, 5) switch
        {
            0 => string.Join(", ", pairs.Select(pair => $"{pair.First} = {pair.Second}")),
            1 => string.Join('\n', pairs.Select(pair => $"{pair.First} -> {pair.Second}")),
            2 => $"[{string.Join(", ", pairs.Select(pair => $"('{pair.First}', '{pair.Second}')"))}]",
            3 => string.Join("; ", pairs.Select(pair => $"{pair.First}: {pair.Second}")),
            4 => string.Join('\n', pairs.Select(pair => $"| {pair.First} | {pair.Second} |")),
            _ => string.Join('\n', pairs.Select(pair => $"{pair.First}: {pair.Second}")),
        };
    }

    static ImmutableArray<Exchange> Recall(Draw draw)
    {
        var label = draw.Pick("code", "password", "word", "number", "name", "address", "sentence");
        var text = label switch
        {
            "code" or "number" => draw.Code(),
            "password" => $"{draw.InventedWord()}{draw.Number(1, 99)}",
            "word" => draw.OneIn(2) ? draw.InventedWord() : draw.Word("nouns"),
            "name" => draw.OneIn(2) ? draw.FullName() : draw.InventedName(),
            "address" => $"{draw.InventedName()} Street {draw.Number(1, 99)} {draw.Word("towns")}",
            _ => string.Join(' ', Material.Mixed(draw, draw.Number(3, 5))),
        };
        return
        [
            Exchange.Ungraded(draw.Phrase("recall", ("label", label), ("text", text)), draw.Phrase("recall-acknowledgement", ("label", label))),
            Exchange.Answer(draw.Phrase("recall-question", ("label", label)), text),
        ];
    }
}
