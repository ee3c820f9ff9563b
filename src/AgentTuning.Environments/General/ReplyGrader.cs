using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.General;

/// <summary>Compares replies with what is expected, by the rules of the README. Replies are hostile text: every rule takes linear time.</summary>
static partial class ReplyGrader
{
    static readonly (char Open, char Close)[] QuotePairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’')];

    /// <summary>True where the reply answers the question. A reply that says the question again is wrong, whatever else it holds.</summary>
    public static bool IsRight(Exchange exchange, string reply)
    {
        var text = reply.ReplaceLineEndings("\n").Trim();
        if (exchange.Rule != GradingRule.Any && text.Contains(exchange.Question, StringComparison.Ordinal))
            return false;
        return exchange.Rule switch
        {
            GradingRule.Exact => IsExactly(text, exchange.Expected[0]),
            GradingRule.Answer => IsAnswer(text, exchange.Expected[0]),
            GradingRule.Number => IsNumber(text, exchange.Expected[0]),
            GradingRule.Choice => ChosenLetter(text) == exchange.Expected[0][0],
            GradingRule.List => Items(text).SequenceEqual(exchange.Expected, StringComparer.OrdinalIgnoreCase),
            GradingRule.Contains => HoldsAll(text, exchange.Expected),
            _ => text.Length > 0,
        };
    }

    static bool IsExactly(string text, string expected) =>
        text == expected || WithoutQuotes(text) == expected || WithoutFence(text) == expected;

    static bool IsAnswer(string text, string expected) =>
        string.Equals(Bare(AnswerPart(text)), Bare(expected), StringComparison.OrdinalIgnoreCase);

    static bool IsNumber(string text, string expected)
    {
        var part = AnswerPart(text);
        var numbers = NumberToken().Matches(part);
        if (numbers.Count == 0)
            return false;
        var chosen = (part.Length < text.Length ? numbers[0] : numbers[^1]).Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(chosen, NumberStyles.Number, CultureInfo.InvariantCulture, out var found)
            && decimal.TryParse(expected, NumberStyles.Number, CultureInfo.InvariantCulture, out var wanted)
            && found == wanted;
    }

    static char? ChosenLetter(string text)
    {
        var part = AnswerPart(text);
        var leading = LeadingLetter().Match(part);
        if (leading.Success)
            return leading.Groups["letter"].Value[0];
        var letters = LoneLetter().Matches(part).Select(match => match.Groups["letter"].Value[0]).Distinct().ToArray();
        return letters is [var only] ? only : null;
    }

    static IEnumerable<string> Items(string text) =>
        AnswerPart(text).Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => Bare(ListMark().Replace(item, "")));

    static bool HoldsAll(string text, ImmutableArray<string> phrases) =>
        phrases.All(phrase => phrase.Split('|').Any(alternative => HoldsWords(text, alternative)));

    static bool HoldsWords(string text, string phrase)
    {
        for (var at = 0; (at = text.IndexOf(phrase, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }
        return false;
    }

    // What follows the last "answer is" or "answer:", to the end of its line; the whole reply where there is neither.
    static string AnswerPart(string text)
    {
        var announcements = Announcement().Matches(text);
        if (announcements.Count == 0)
            return text;
        var rest = text[(announcements[^1].Index + announcements[^1].Length)..].TrimStart();
        var lineEnd = rest.IndexOf('\n', StringComparison.Ordinal);
        return lineEnd < 0 ? rest : rest[..lineEnd];
    }

    static string Bare(string text)
    {
        var bare = text.Trim().Trim('*').Trim();
        if (bare.EndsWith('.'))
            bare = bare[..^1].TrimEnd();
        bare = WithoutQuotes(bare);
        return Whitespace().Replace(bare, " ");
    }

    static string WithoutQuotes(string text)
    {
        foreach (var (open, close) in QuotePairs)
        {
            if (text.Length >= 2 && text[0] == open && text[^1] == close)
                return text[1..^1];
        }
        return text;
    }

    static string WithoutFence(string text)
    {
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("\n```", StringComparison.Ordinal))
            return text;
        var firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        return firstLine + 1 <= text.Length - 4 ? text[(firstLine + 1)..^4] : text;
    }

    [GeneratedRegex(@"\banswer(?:\s+is\b:?|\s*:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex NumberToken();

    [GeneratedRegex(@"^[*(\[]*(?<letter>[A-H])(?:[)\].:*,\s]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingLetter();

    [GeneratedRegex(@"\b(?<letter>[A-H])\b", RegexOptions.CultureInvariant)]
    private static partial Regex LoneLetter();

    [GeneratedRegex(@"^(?:[-*•]\s+|[0-9]{1,2}[.)]\s+|and\s+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Whitespace();
}
