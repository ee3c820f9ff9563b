using System.Globalization;
using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>Texts read as numbers, as Python's <c>int</c> and <c>float</c> do.</summary>
static class PythonParse
{
    /// <summary>The whole number, or null where it is none.</summary>
    public static long? Integer(string text, int numberBase)
    {
        var digits = text.Trim().Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        var isNegative = digits.StartsWith('-');
        digits = digits.TrimStart('+', '-');
        var prefix = numberBase switch { 16 => "0x", 8 => "0o", 2 => "0b", _ => "" };
        if (prefix.Length > 0 && digits.StartsWith(prefix, StringComparison.Ordinal))
            digits = digits[2..];
        BigInteger number = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiDigit(digit) ? digit - '0' : char.IsAsciiLetter(digit) ? digit - 'a' + 10 : 99;
            if (value >= numberBase || digits.Length > 64)
                return null;
            number = (number * numberBase) + value;
        }

        if (digits.Length == 0)
            return null;
        return PythonNumbers.ToLong(isNegative ? -number : number);
    }

    /// <summary>The number, or null where it is none.</summary>
    public static double? Float(string text)
    {
        var trimmed = text.Trim().Replace("_", "", StringComparison.Ordinal);
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return trimmed.Length < 400 && double.TryParse(trimmed, styles, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
