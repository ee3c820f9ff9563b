using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Converts and compares values by MySQL's rules. A value is null, long, double, string or byte[].</summary>
static class MySqlValue
{
    /// <summary>The number that a value is worth: a text counts by the number it begins with.</summary>
    public static object? ToNumber(object? value) => value switch
    {
        null or DBNull => null,
        long or double => value,
        _ => PrefixNumber(ToText(value)!),
    };

    public static double? ToDouble(object? value) => ToNumber(value) switch
    {
        long whole => whole,
        double real => real,
        _ => null,
    };

    /// <summary>Rounded to the next whole number; a text is cut at its first other character.</summary>
    public static long? ToInteger(object? value) => value switch
    {
        null or DBNull => null,
        long whole => whole,
        double real => Saturate(Math.Round(real, MidpointRounding.AwayFromZero)),
        _ => PrefixInteger(ToText(value)!),
    };

    public static string? ToText(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => Print(real),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A double as MySQL prints it: <c>5</c>, <c>0.30000000000000004</c>, <c>1e20</c>.</summary>
    public static string Print(double number)
    {
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
            return number.ToString("F0", CultureInfo.InvariantCulture);
        return number.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace("E", "e", StringComparison.Ordinal);
    }

    /// <summary>Whether a value is true: its number is not 0.</summary>
    public static bool? IsTrue(object? value) => ToDouble(value) is { } number ? number != 0 : null;

    /// <summary>Two texts without regard to case, anything else by number; null where one of them is NULL.</summary>
    public static int? Compare(object? a, object? b)
    {
        if (a is null or DBNull || b is null or DBNull)
            return null;
        if (a is byte[] || b is byte[])
            return string.CompareOrdinal(ToText(a), ToText(b));
        if (a is string x && b is string y)
            return MySqlCollation.Compare(x, y);
        if (a is long first && b is long second)
            return first.CompareTo(second);
        return ToDouble(a)!.Value.CompareTo(ToDouble(b)!.Value);
    }

    public static long Saturate(double number) => number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number;

    static double PrefixNumber(string text)
    {
        var at = 0;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        var start = at;
        if (at < text.Length && text[at] is '+' or '-')
            at++;
        var digits = SkipDigits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += SkipDigits(text, ref at);
        }

        if (digits == 0)
            return 0;
        var end = at;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (SkipDigits(text, ref at) > 0)
                end = at;
        }

        var number = double.Parse(text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(number) ? (number > 0 ? double.MaxValue : double.MinValue) : number;
    }

    static long PrefixInteger(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        var at = trimmed.Length > 0 && trimmed[0] is '+' or '-' ? 1 : 0;
        var start = at;
        while (at < trimmed.Length && char.IsAsciiDigit(trimmed[at]))
            at++;
        if (at == start)
            return 0;
        return long.TryParse(trimmed[..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : trimmed[0] == '-' ? long.MinValue : long.MaxValue;
    }

    static int SkipDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - start;
    }
}
