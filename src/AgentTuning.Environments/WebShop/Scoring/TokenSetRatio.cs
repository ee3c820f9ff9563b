using System.Globalization;
using System.Text;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>How alike two texts are by their words, 0 to 100: <c>token_set_ratio</c> of thefuzz 0.19 without its optional C library.</summary>
public static class TokenSetRatio
{
    /// <summary>Compares two texts.</summary>
    public static int Compare(string one, string other)
    {
        var first = Clean(one);
        var second = Clean(other);
        if (first.Length == 0 || second.Length == 0)
            return 0;
        var firstWords = PythonText.Split(first).ToHashSet(StringComparer.Ordinal);
        var secondWords = PythonText.Split(second).ToHashSet(StringComparer.Ordinal);
        var shared = Join(firstWords.Where(secondWords.Contains));
        var wholeFirst = PythonText.Strip($"{shared} {Join(firstWords.Where(word => !secondWords.Contains(word)))}");
        var wholeSecond = PythonText.Strip($"{shared} {Join(secondWords.Where(word => !firstWords.Contains(word)))}");
        return Math.Max(Ratio(shared, wholeFirst), Math.Max(Ratio(shared, wholeSecond), Ratio(wholeFirst, wholeSecond)));
    }

    static string Join(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    static int Ratio(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
            return 100;
        return one.Length == 0 || other.Length == 0 ? 0 : (int)Math.Round(100 * SequenceSimilarity.Ratio(Characters(one), Characters(other)), MidpointRounding.ToEven);
    }

    static int[] Characters(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    // Latin letters with accents vanish; whatever is neither letter, number nor underscore separates words.
    static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x80 and <= 0xff)
                continue;
            if (IsWord(rune))
                clean.Append(rune.ToString());
            else
                clean.Append(' ');
        }

        return PythonText.Strip(PythonLetters.Lower(clean.ToString()));
    }

    static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
