using System.Globalization;
using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>Numbers as Python has them. Whole numbers are those of 64 bits; larger ones are kept, but not computed with.</summary>
static class PythonNumbers
{
    /// <summary>True for whole numbers, and for True and False, which are 1 and 0.</summary>
    public static bool IsInteger(object? value, out BigInteger number)
    {
        number = value switch
        {
            long whole => whole,
            BigInteger whole => whole,
            bool flag => flag ? 1 : 0,
            _ => 0,
        };
        return value is long or bool or BigInteger;
    }

    /// <summary>True for any number.</summary>
    public static bool IsNumber(object? value, out double number)
    {
        if (value is double real)
        {
            number = real;
            return true;
        }

        var isInteger = IsInteger(value, out var whole);
        number = (double)whole;
        return isInteger;
    }

    /// <summary>A whole number as a value.</summary>
    /// <exception cref="JinjaException">It is beyond 64 bits.</exception>
    public static long ToLong(BigInteger number) => number >= long.MinValue && number <= long.MaxValue
        ? (long)number
        : throw new JinjaException("A whole number is beyond 64 bits.");

    /// <summary>A number as Python's repr writes it: the shortest text that reads back the same.</summary>
    public static string ToText(double number)
    {
        if (double.IsNaN(number))
            return "nan";
        if (double.IsInfinity(number))
            return number > 0 ? "inf" : "-inf";

        var parts = number.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = number == 0 ? 0 : ExponentOf(shortest, int.Parse(parts[1], CultureInfo.InvariantCulture));
        var digits = DigitsOf(shortest);
        var sign = double.IsNegative(number) ? "-" : "";
        if (exponent is < -4 or >= 16)
            return sign + digits[0] + (digits.Length > 1 ? "." + digits[1..] : "") + (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0') + ".0"
            : sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }

    // Of the shortest form, since rounding to 17 digits may reach the next power of ten.
    static int ExponentOf(string shortest, int rounded)
    {
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        if (mark >= 0)
            return int.Parse(shortest[(mark + 1)..], CultureInfo.InvariantCulture) + WholeDigits(shortest[..mark]) - 1;
        var whole = shortest.TrimStart('-').Split('.')[0];
        return whole == "0" ? rounded : whole.Length - 1;
    }

    static int WholeDigits(string mantissa) => mantissa.TrimStart('-').Split('.')[0].Length;

    static string DigitsOf(string shortest)
    {
        var digits = shortest.Split('E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
