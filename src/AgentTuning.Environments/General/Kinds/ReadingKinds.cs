using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.General.Kinds;

/// <summary>Questions about a short passage, answered by copying out a field.</summary>
static class ReadingKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<QuestionKind> All { get; } =
    [
        QuestionKind.Single("person", 4, Person),
        QuestionKind.Single("notice", 3, Notice),
        QuestionKind.Single("who", 3, Who),
    ];

    static Exchange Person(Draw draw)
    {
        var (first, last) = (draw.FirstName(), draw.Word("last names"));
        var (town, job, hobby) = (draw.Word("towns"), draw.Word("jobs"), draw.Word("hobbies"));
        var age = draw.Number(18, 79).ToString(CultureInfo.InvariantCulture);
        var text = draw.Phrase(
            "person-passage",
            ("name", $"{first} {last}"), ("first", first), ("age", age), ("town", town), ("job", job), ("hobby", hobby));
        var (field, answer) = draw.Pick(
            ("person-town", town), ("person-age", age), ("person-job", job), ("person-name", $"{first} {last}"), ("person-hobby", hobby));
        return About(draw, field, answer, ("text", text), ("first", first));
    }

    static Exchange Notice(Draw draw)
    {
        var time = $"{draw.Number(7, 21)}:{draw.Pick("00", "15", "30", "45")}";
        var (place, price) = (draw.Word("towns"), draw.Number(2, 60).ToString(CultureInfo.InvariantCulture));
        var text = draw.Phrase(
            "notice",
            ("event", draw.Pick("concert", "meeting", "market", "race", "party", "lecture", "picnic", "tour")),
            ("time", time), ("place", place), ("price", price), ("thing", draw.Word("nouns")));
        var (field, answer) = draw.Pick(("notice-time", time), ("notice-place", place), ("notice-price", price));
        return About(draw, field, answer, ("text", text));
    }

    static Exchange Who(Draw draw)
    {
        var count = draw.Number(2, 3);
        var names = Draw.Distinct(count, draw.FirstName);
        var towns = draw.Words("towns", count);
        var sentences = names.Zip(towns, (name, town) => draw.Phrase("who-sentence", ("name", name), ("town", town)));
        var text = string.Join(' ', sentences);
        var at = draw.Number(0, count - 1);
        return Exchange.Answer(draw.Phrase("who", ("text", text), ("town", towns[at])), names[at]);
    }

    static Exchange About(Draw draw, string field, string answer, params ReadOnlySpan<(string, string)> gaps)
    {
        var question = draw.Phrase(field, gaps);
        return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new Exchange { Question = question, Reply = answer, Rule = GradingRule.Number, Expected = [answer] }
            : Exchange.Answer(question, answer);
    }
}
