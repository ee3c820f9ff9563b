using System.Text.RegularExpressions;

namespace AgentTuning.Environments.Tests.WebShop.Search;

/// <summary>Counts the words of a text by Unicode's rules of word boundaries, written as one expression, without stop words: independent of Lucene.</summary>
static partial class PlainWords
{
    const string Pictograph = @"[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u2199\u21A9\u21AA\u231A\u231B\u2328\u23CF\u23E9-\u23F3\u23F8-\u23FA\u24C2\u25AA\u25AB\u25B6\u25C0\u25FB-\u25FE\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271D\u2721\u2728\u2733\u2734\u2744\u2747\u274C\u274E\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27A1\u27B0\u27BF\u2934\u2935\u2B05-\u2B07\u2B1B\u2B1C\u2B50\u2B55\u3030\u303D\u3297\u3299]|\uD83C[\uDC00-\uDDE5\uDE01-\uDFFA]|\uD83D[\uDC00-\uDEFF]|\uD83E[\uDD00-\uDEFF]";

    static readonly HashSet<string> StopWords = new(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".Split(' '), StringComparer.Ordinal);

    public static int Count(string text) => Expression.Matches(text).Count(match => !StopWords.Contains(Owner().Replace(match.Value, "")));

    static readonly Regex Expression = Build();

    // Letters joined by one apostrophe, point or colon, digits joined by one comma, point or apostrophe, both by underscores.
    // Han, Hiragana and pictographs stand alone.
    static Regex Build()
    {
        const string Letter = @"(?:(?![\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\u00AA-\u00AA])[\p{L}\p{Nl}])[\p{M}\p{Cf}]*";
        const string Digit = @"\p{Nd}[\p{M}\p{Cf}]*";
        var alone = @"[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}]|" + Pictograph;
        var word = $@"\p{{Pc}}*(?:{Letter}|{Digit})(?:(?<=\p{{L}}[\p{{M}}\p{{Cf}}]*)[:·\u2027\uFE13\uFE55\uFF1A.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E](?={Letter})|(?<=\p{{Nd}}[\p{{M}}\p{{Cf}}]*)[,;\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E](?={Digit})|\p{{Pc}}|{Letter}|{Digit})*";
        return new Regex($"{alone}|{word}", RegexOptions.CultureInvariant);
    }

    [GeneratedRegex("['’]s$")]
    private static partial Regex Owner();
}
