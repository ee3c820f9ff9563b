using System.Collections.Immutable;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Small talk whose replies must name what the person named.</summary>
static class SmallTalkKinds
{
    const string Greetings = "hello|hi|hey|good morning|good evening|good day|welcome|greetings|nice to meet you|pleased to meet you";
    const string Farewells = "goodbye|bye|see you|good night|farewell|take care";

    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("greet", 1, draw => Greet(draw, draw.FirstName())),
        QuestionKind.Single("thanks", 1, Thanks),
        QuestionKind.Single("favourite", 1, Favourite),
        QuestionKind.Single("farewell", 1, Farewell),
        new QuestionKind("name-recall", 2, NameRecall),
    ];

    static Exchange Greet(Draw draw, string name) => Exchange.Containing(
        draw.Phrase("greet", ("name", name), ("town", draw.Word("towns"))), draw.Phrase("greet-reply", ("name", name)), Greetings, name);

    static Exchange Thanks(Draw draw)
    {
        var name = draw.FirstName();
        return Exchange.Containing(
            draw.Phrase("thanks", ("name", name), ("town", draw.Word("towns")), ("thing", draw.Word("nouns"))),
            draw.Phrase("thanks-reply", ("name", name)),
            "welcome|pleasure|glad|happy to help|no problem|any time|anytime",
            name);
    }

    static Exchange Farewell(Draw draw)
    {
        var name = draw.FirstName();
        return Exchange.Containing(
            draw.Phrase("farewell", ("name", name), ("town", draw.Word("towns")), ("hobby", draw.Word("hobbies"))),
            draw.Phrase("farewell-reply", ("name", name)),
            Farewells,
            name);
    }

    static Exchange Favourite(Draw draw)
    {
        var food = draw.Word("foods");
        return Exchange.Containing(
            draw.Phrase("favourite", ("food", food), ("hobby", draw.Word("hobbies")), ("name", draw.FirstName())),
            draw.Phrase("favourite-reply", ("food", food)),
            food);
    }

    static ImmutableArray<Exchange> NameRecall(Draw draw)
    {
        var name = draw.FirstName();
        return
        [
            Greet(draw, name),
            Exchange.Containing(draw.Phrase("name-question"), draw.Phrase("name-reply", ("name", name)), name),
        ];
    }
}
