using System.Globalization;
using System.Numerics;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Reads Python's number literals.</summary>
static class PythonNumberReader
{
    // CPython refuses longer decimal integers.
    const int MaxDigits = 4300;

    public static bool TryRead(string text, ref int at, out object? value)
    {
        value = null;
        var start = at;
        if (text[at] == '0' && at + 1 < text.Length && Radix(text[at + 1]) is > 0 and var radix)
        {
            at += 2;
            return TryReadRadix(text, ref at, radix, out value) && EndsWord(text, at);
        }

        var hasWhole = SkipDigits(text, ref at);
        var isFloat = false;
        if (at < text.Length && text[at] == '.')
        {
            isFloat = true;
            at++;
            var hasFraction = SkipDigits(text, ref at);
            if (!hasWhole && !hasFraction)
                return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            isFloat = true;
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (!SkipDigits(text, ref at))
                return false;
        }

        var literal = text[start..at].Replace("_", "", StringComparison.Ordinal);
        if (HasLooseUnderscore(text.AsSpan(start, at - start)) || !EndsWord(text, at))
            return false;
        if (isFloat)
        {
            value = double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        if (literal.Length > MaxDigits || (literal[0] == '0' && literal.AsSpan().ContainsAnyExcept('0')))
            return false;
        Fit(BigInteger.Parse(literal, CultureInfo.InvariantCulture), out value);
        return true;
    }

    public static bool TrySign(bool isNegative, ref object? value)
    {
        switch (value)
        {
            case bool truth: value = isNegative ? (truth ? -1L : 0L) : truth ? 1L : 0L; return true;
            case long number: Fit(isNegative ? -new BigInteger(number) : number, out value); return true;
            case BigInteger number: Fit(isNegative ? -number : number, out value); return true;
            case double number: value = isNegative ? -number : number; return true;
            default: return false;
        }
    }

    // As long where it fits.
    static void Fit(BigInteger number, out object? value)
    {
        value = number;
        if (number >= long.MinValue && number <= long.MaxValue)
            value = (long)number;
    }

    static int Radix(char letter) => letter switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };

    static bool TryReadRadix(string text, ref int at, int radix, out object? value)
    {
        var number = BigInteger.Zero;
        var start = at;
        value = null;
        for (; at < text.Length && at - start <= MaxDigits; at++)
        {
            if (text[at] == '_')
                continue;
            if (!char.IsAsciiHexDigit(text[at]) || Convert.ToInt32(text[at].ToString(), 16) is var digit && digit >= radix)
                break;
            number = (number * radix) + Convert.ToInt32(text[at].ToString(), 16);
        }

        Fit(number, out value);
        return at > start && at - start <= MaxDigits && text[at - 1] != '_' && !text.AsSpan(start, at - start).Contains("__", StringComparison.Ordinal);
    }

    static bool SkipDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '_'))
            at++;
        return at > start && text[start] != '_';
    }

    static bool HasLooseUnderscore(ReadOnlySpan<char> literal)
    {
        for (var i = 0; i < literal.Length; i++)
            if (literal[i] == '_' && (i == 0 || i + 1 == literal.Length || !char.IsAsciiDigit(literal[i - 1]) || !char.IsAsciiDigit(literal[i + 1])))
                return true;
        return false;
    }

    static bool EndsWord(string text, int at) => at == text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '\'' or '"');
}
