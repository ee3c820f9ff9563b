using System.Collections.Immutable;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Multiple choice over facts that the text gives.</summary>
static class ChoiceKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("choice-town", 3, Town),
        QuestionKind.Single("choice-colour", 3, Colour),
    ];

    static Exchange Town(Draw draw)
    {
        var town = draw.OneIn(2) ? draw.InventedName() : draw.Word("towns");
        var rivers = Draw.Distinct(4, draw.InventedName);
        var mayors = Draw.Distinct(4, draw.FullName);
        var foods = draw.Words("foods", 4);
        var text = draw.Phrase("town-facts", ("town", town), ("river", rivers[0]), ("mayor", mayors[0]), ("food", foods[0]));
        var (kind, candidates) = draw.Pick(("choice-river", rivers), ("choice-mayor", mayors), ("choice-food", foods));
        return Choice(draw, kind, candidates, ("text", text), ("town", town));
    }

    static Exchange Colour(Draw draw)
    {
        var count = draw.Number(1, 3);
        var (things, names, colours) = (draw.Words("nouns", count), Draw.Distinct(count, draw.FirstName), draw.Words("colours", 4));
        var sentences = Enumerable.Range(0, count)
            .Select(i => draw.Phrase("colour-sentence", ("thing", things[i]), ("name", names[i]), ("colour", colours[i])));
        var text = string.Join(' ', draw.Shuffled(sentences));
        return Choice(draw, "choice-colour", colours, ("text", text), ("thing", things[0]), ("name", names[0]));
    }

    // The first candidate is the right one.
    static Exchange Choice(Draw draw, string kind, string[] candidates, params ReadOnlySpan<(string, string)> gaps)
    {
        var options = draw.Shuffled(candidates[..draw.Number(3, 4)]);
        var form = draw.Pick("{0}) {1}", "{0}. {1}", "({0}) {1}", "{0}: {1}");
        var lines = options.Select((option, i) => form
            .Replace("{0}", ((char)('A' + i)).ToString(), StringComparison.Ordinal)
            .Replace("{1}", option, StringComparison.Ordinal));
        var letter = (char)('A' + Array.IndexOf(options, candidates[0]));
        (string, string)[] filled = [.. gaps, ("options", string.Join('\n', lines))];
        return Exchange.Worked(GradingRule.Choice, draw.Phrase(kind, filled), $"The text says {candidates[0]}.", letter.ToString());
    }
}
