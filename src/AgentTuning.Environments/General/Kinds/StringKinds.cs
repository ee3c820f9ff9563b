using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Questions that change a text, or take a piece of it.</summary>
static class StringKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("uppercase", 1, draw => Changed(draw, "uppercase", Words(draw, 1, 3), text => text.ToUpperInvariant())),
        QuestionKind.Single("lowercase", 1, LowerCase),
        QuestionKind.Single("reverse-words", 1, draw => Changed(draw, "reverse-words", Words(draw, 2, 5), Reversed)),
        QuestionKind.Single("first-letter", 1, draw => Letter(draw, "first-letter", word => word[0])),
        QuestionKind.Single("last-letter", 1, draw => Letter(draw, "last-letter", word => word[^1])),
        QuestionKind.Single("first-word", 1, draw => Piece(draw, "first-word", words => words[0])),
        QuestionKind.Single("last-word", 1, draw => Piece(draw, "last-word", words => words[^1])),
        QuestionKind.Single("count-words", 1, CountWords),
        QuestionKind.Single("join", 1, Join),
        QuestionKind.Single("replace-word", 1, ReplaceWord),
        QuestionKind.Single("add-prefix", 1, AddPrefix),
        new QuestionKind("repeat-then-uppercase", 1, RepeatThenUppercase),
    ];

    static string Words(Draw draw, int least, int most) => string.Join(' ', SingleWords(draw, draw.Number(least, most)));

    static string[] SingleWords(Draw draw, int count) => Draw.Distinct(count, () => SingleWord(draw));

    static string SingleWord(Draw draw)
    {
        var word = draw.OneIn(3) ? draw.InventedWord() : draw.Word(draw.Pick("nouns", "adjectives", "animals", "colours"));
        return word.Replace(" ", "", StringComparison.Ordinal);
    }

    static Exchange Changed(Draw draw, string kind, string text, Func<string, string> change) =>
        Exchange.Exact(draw.Phrase(kind, ("text", text)), change(text));

    static string Reversed(string text) => string.Join(' ', text.Split(' ').Reverse());

    static Exchange LowerCase(Draw draw)
    {
        var text = Words(draw, 1, 3);
        return Exchange.Exact(draw.Phrase("lowercase", ("text", text.ToUpperInvariant())), text);
    }

    static Exchange Letter(Draw draw, string kind, Func<string, char> letter)
    {
        var word = SingleWord(draw);
        return Exchange.Answer(draw.Phrase(kind, ("word", word)), letter(word).ToString());
    }

    static Exchange Piece(Draw draw, string kind, Func<string[], string> piece)
    {
        var words = SingleWords(draw, draw.Number(3, 6));
        return Exchange.Answer(draw.Phrase(kind, ("text", string.Join(' ', words))), piece(words));
    }

    static Exchange CountWords(Draw draw)
    {
        var words = SingleWords(draw, draw.Number(2, 7));
        var steps = string.Join(", ", words.Select((word, i) => $"{i + 1} {word}")) + ".";
        return Exchange.Worked(
            GradingRule.Number,
            draw.Phrase("count-words", ("text", string.Join(' ', words))),
            steps,
            words.Length.ToString(CultureInfo.InvariantCulture));
    }

    static Exchange Join(Draw draw)
    {
        var words = SingleWords(draw, draw.Number(2, 5));
        return Exchange.List(draw.Phrase("join", ("text", string.Join(' ', words))), words);
    }

    static Exchange ReplaceWord(Draw draw)
    {
        var words = SingleWords(draw, draw.Number(3, 6));
        var at = draw.Number(1, words.Length - 2);
        var (old, text) = (words[at], string.Join(' ', words[..^1]));
        var fresh = words[^1];
        var question = draw.Phrase("replace-word", ("text", text), ("old", old), ("new", fresh));
        return Exchange.Exact(question, string.Join(' ', words[..^1].Select(word => word == old ? fresh : word)));
    }

    static Exchange AddPrefix(Draw draw)
    {
        var (mark, text) = (draw.Pick("Note:", "Copy:", ">", "#", "Result:", "***", "A.", "1)"), Material.Short(draw));
        return Exchange.Exact(draw.Phrase("add-prefix", ("mark", mark), ("text", text)), $"{mark} {text}");
    }

    static ImmutableArray<Exchange> RepeatThenUppercase(Draw draw)
    {
        var text = Words(draw, 1, 3);
        return
        [
            Exchange.Exact(draw.Phrase("repeat", ("text", text)), text),
            Exchange.Exact(draw.Phrase("change-again"), text.ToUpperInvariant()),
        ];
    }
}
