using System.Text;

namespace AgentTuning.Environments.WebShop;

/// <summary>Python's <c>str.lower</c>, which maps two letters otherwise than .NET.</summary>
static class PythonLetters
{
    const char CapitalDottedI = '\u0130';
    const char CapitalSigma = '\u03a3';
    const char Sigma = '\u03c3';
    const char FinalSigma = '\u03c2';

    /// <summary>The text in lower case.</summary>
    public static string Lower(string text)
    {
        if (text.AsSpan().IndexOfAny(CapitalDottedI, CapitalSigma) < 0)
            return text.ToLowerInvariant();
        var lower = new StringBuilder(text.Length + 1);
        for (var at = 0; at < text.Length; at++)
            switch (text[at])
            {
                case CapitalDottedI:
                    lower.Append("i\u0307");
                    break;
                case CapitalSigma:
                    lower.Append(IsCased(text, at, -1) && !IsCased(text, at, 1) ? FinalSigma : Sigma);
                    break;
                default:
                    var end = at + 1;
                    while (end < text.Length && text[end] is not (CapitalDottedI or CapitalSigma))
                        end++;
                    lower.Append(text[at..end].ToLowerInvariant());
                    at = end - 1;
                    break;
            }

        return lower.ToString();
    }

    // The next character in a direction that is not passed over (apostrophes, marks) is a letter with case.
    static bool IsCased(string text, int at, int direction)
    {
        for (at += direction; at >= 0 && at < text.Length; at += direction)
        {
            if (char.IsUpper(text[at]) || char.IsLower(text[at]))
                return true;
            if (!IsPassedOver(text[at]))
                return false;
        }

        return false;
    }

    static bool IsPassedOver(char character) =>
        character is '\'' or '.' or ':' or '\u00ad' or '\u2019' || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.ModifierLetter or System.Globalization.UnicodeCategory.ModifierSymbol or System.Globalization.UnicodeCategory.Format;
}
