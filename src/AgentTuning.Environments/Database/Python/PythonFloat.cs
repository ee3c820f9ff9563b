using System.Globalization;
using System.Numerics;
using System.Text;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Python's <c>float()</c>.</summary>
public static class PythonFloat
{
    /// <summary>The number that <c>float(value)</c> gives, or false where it raises.</summary>
    public static bool TryConvert(object? value, out double number)
    {
        number = 0;
        switch (value)
        {
            case bool truth: number = truth ? 1 : 0; return true;
            case int whole: number = whole; return true;
            case long whole: number = whole; return true;
            case BigInteger whole: number = (double)whole; return double.IsFinite(number);
            case double real: number = real; return true;
            case decimal real: number = (double)real; return true;
            case string text: return TryParse(text, out number);
            case byte[] bytes: return TryParse(Encoding.Latin1.GetString(bytes), out number);
            default: return false;
        }
    }

    /// <summary>
    /// Reads a text by the grammar of <c>float()</c>: white space around, underscores between digits, digits of any script,
    /// <c>inf</c>, <c>infinity</c> and <c>nan</c> in any case.
    /// </summary>
    public static bool TryParse(string text, out double number)
    {
        number = 0;
        var plain = Plain(text.AsSpan().Trim());
        if (plain is null)
            return false;
        var unsigned = plain.AsSpan(plain.Length > 0 && plain[0] is '+' or '-' ? 1 : 0);
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = plain[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = double.NaN;
            return true;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && double.TryParse(plain, Styles, CultureInfo.InvariantCulture, out number);
    }

    // Digits made ASCII and underscores between digits left out; null where an underscore stands elsewhere.
    static string? Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_')
            {
                if (i == 0 || i + 1 == text.Length || !char.IsDigit(text[i - 1]) || !char.IsDigit(text[i + 1]))
                    return null;
            }
            else
            {
                plain.Append(char.IsDigit(text[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[i])) : text[i]);
            }
        }

        return plain.ToString();
    }
}
