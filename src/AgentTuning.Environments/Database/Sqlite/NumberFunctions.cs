using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's functions on numbers, its casts and its hashes.</summary>
static class NumberFunctions
{
    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, function) in new (string, Func<double, double>)[]
        {
            ("sqrt", x => x < 0 ? double.NaN : Math.Sqrt(x)), ("exp", Math.Exp), ("ln", Math.Log), ("log2", Math.Log2), ("log10", Math.Log10),
            ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan),
            ("degrees", x => x * 180 / Math.PI), ("radians", x => x * Math.PI / 180),
        })
        {
            table.Add($"my_{name}", a => MySqlValue.ToDouble(a[0]) is { } x ? Finite(function(x)) : null);
        }

        table.Add("my_pi", _ => Math.PI);
        table.Add("my_atan2", a => MySqlValue.ToDouble(a[0]) is { } y && MySqlValue.ToDouble(a[1]) is { } x ? Math.Atan2(y, x) : null);
        table.Add("my_log", a => MySqlValue.ToDouble(a[0]) is { } x ? a.Length == 1 ? Finite(Math.Log(x)) : MySqlValue.ToDouble(a[1]) is { } y ? Finite(Math.Log(y) / Math.Log(x)) : null : null);
        table.Add("my_pow", a => MySqlValue.ToDouble(a[0]) is { } x && MySqlValue.ToDouble(a[1]) is { } y ? Finite(Math.Pow(x, y)) : null);
        table.Add("my_abs", a => MySqlValue.ToNumber(a[0]) switch { long x => (object)(x == long.MinValue ? x : Math.Abs(x)), double x => Math.Abs(x), _ => null });
        table.Add("my_sign", a => MySqlValue.ToDouble(a[0]) is { } x ? (long)Math.Sign(x) : null);
        table.Add("my_ceil", a => Whole(a[0], Math.Ceiling));
        table.Add("my_floor", a => Whole(a[0], Math.Floor));
        table.Add("my_round", a => Round(a, x => Math.Round(x, MidpointRounding.AwayFromZero)));
        table.Add("my_truncate", a => Round(a, Math.Truncate));
        AddTextsTo(table);
    }

    static void AddTextsTo(FunctionTable table)
    {
        table.Add("my_cast", Cast);
        table.Add("my_md5", a => MySqlValue.ToText(a[0]) is { } text ? Md5(text) : null);
        table.Add("my_sha1", a => MySqlValue.ToText(a[0]) is { } text ? Sha1(text) : null);
        table.Add("my_sha2", a => MySqlValue.ToText(a[0]) is { } text ? Sha2(text, MySqlValue.ToInteger(a[1]) ?? 256) : null);
        table.Add("my_hex", a => a[0] switch { long x => x.ToString("X", CultureInfo.InvariantCulture), null => null, var x => Convert.ToHexString(Encoding.UTF8.GetBytes(MySqlValue.ToText(x)!)) });
        table.Add("my_unhex", a => MySqlValue.ToText(a[0]) is { } text && text.All(char.IsAsciiHexDigit) ? Encoding.UTF8.GetString(Convert.FromHexString(text.Length % 2 == 0 ? text : "0" + text)) : null);
        table.Add("my_bin", a => MySqlValue.ToInteger(a[0]) is { } x ? Convert.ToString(x, 2) : null);
        table.Add("my_conv", a => Conv(a));
        table.Add("my_crc32", a => MySqlValue.ToText(a[0]) is { } text ? Crc32(Encoding.UTF8.GetBytes(text)) : null);
        table.Add("my_sleep", _ => 0L);
        table.Add("my_connection_id", _ => 1L);
        table.Add("my_last_insert_id", _ => 0L);
        table.Add("my_found_rows", _ => 0L);
        table.Add("my_row_count", _ => 0L);
    }

    [SuppressMessage("Security", "CA5351", Justification = "MySQL's MD5, and the benchmark's table hash.")]
    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    [SuppressMessage("Security", "CA5350", Justification = "MySQL's SHA1.")]
    static string Sha1(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));

    static string? Sha2(string text, long bits)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bits switch
        {
            0 or 256 => Convert.ToHexStringLower(SHA256.HashData(bytes)),
            384 => Convert.ToHexStringLower(SHA384.HashData(bytes)),
            512 => Convert.ToHexStringLower(SHA512.HashData(bytes)),
            _ => null,
        };
    }

    static double? Finite(double number) => double.IsFinite(number) ? number : null;

    static object? Whole(object? value, Func<double, double> rounding) => MySqlValue.ToNumber(value) switch
    {
        long x => (object)x,
        double x when value is string => rounding(x), // a text is a double and stays one
        double x when Math.Abs(x) < 1e15 => (long)rounding(x),
        double x => rounding(x),
        _ => null,
    };

    static object? Round(object?[] arguments, Func<double, double> rounding)
    {
        var value = MySqlValue.ToNumber(arguments[0]);
        var digits = arguments.Length > 1 ? MySqlValue.ToInteger(arguments[1]) : 0;
        if (value is null || digits is null)
            return null;
        if (value is long && digits >= 0)
            return value;
        var number = MySqlValue.ToDouble(value)!.Value;
        var places = Math.Clamp(digits.Value, -20, 15);
        var rounded = RoundAt(number, (int)places, rounding);
        if (value is long)
            return MySqlValue.Saturate(rounded);
        return rounded;
    }

    // Through decimal where it fits, so that 2.675 rounds as its digits say.
    static double RoundAt(double number, int places, Func<double, double> rounding)
    {
        var scale = Math.Pow(10, Math.Abs(places));
        if (places < 0)
            return rounding(number / scale) * scale;
        return Math.Abs(number) < 1e12 && places <= 12 ? (double)((decimal)rounding((double)((decimal)number * (decimal)scale)) / (decimal)scale) : number;
    }

    static object? Cast(object?[] arguments)
    {
        var value = arguments[0];
        if (value is null)
            return null;
        var first = arguments.Length > 2 ? MySqlValue.ToInteger(arguments[2]) : null;
        var second = arguments.Length > 3 ? MySqlValue.ToInteger(arguments[3]) ?? 0 : 0;
        return MySqlValue.ToText(arguments[1]) switch
        {
            "SIGNED" or "UNSIGNED" or "YEAR" => MySqlValue.ToInteger(value),
            "DOUBLE" or "FLOAT" or "REAL" => MySqlValue.ToDouble(value),
            "DECIMAL" when CastDecimal(value, first ?? 10, second) is var number => second == 0 && Math.Abs(number) < 1e18 ? (object)(long)number : number,
            "DATE" => MySqlDate.TryRead(MySqlValue.ToText(value), out var date) ? MySqlDate.PrintDate(date) : null,
            "DATETIME" => MySqlDate.TryRead(MySqlValue.ToText(value), out var moment) ? MySqlDate.Print(moment) : null,
            "TIME" => MySqlDate.TryReadTime(MySqlValue.ToText(value), out var time) ? MySqlDate.PrintTime(time) : null,
            "BINARY" => Encoding.UTF8.GetBytes(MySqlValue.ToText(value)!),
            _ => first is { } length ? string.Concat(MySqlValue.ToText(value)!.EnumerateRunes().Take((int)Math.Clamp(length, 0, int.MaxValue))) : MySqlValue.ToText(value),
        };
    }

    static double CastDecimal(object value, long precision, long scale)
    {
        var most = Math.Pow(10, Math.Clamp(precision - scale, 0, 65));
        var rounded = RoundAt(MySqlValue.ToDouble(value)!.Value, (int)Math.Clamp(scale, 0, 12), x => Math.Round(x, MidpointRounding.AwayFromZero));
        if (Math.Abs(rounded) >= most)
            rounded = Math.Sign(rounded) * (most - Math.Pow(10, -scale));
        return rounded;
    }

    static string? Conv(object?[] arguments)
    {
        if (MySqlValue.ToText(arguments[0]) is not { } text || MySqlValue.ToInteger(arguments[1]) is not (>= 2 and <= 36 and var from) || MySqlValue.ToInteger(arguments[2]) is not (>= 2 and <= 36 and var to))
            return null;
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var number = 0UL;
        foreach (var letter in text.ToUpperInvariant())
        {
            var digit = Digits.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0 || digit >= from)
                break;
            number = unchecked((number * (ulong)from) + (ulong)digit);
        }

        var printed = "";
        do
        {
            printed = Digits[(int)(number % (ulong)to)] + printed;
            number /= (ulong)to;
        }
        while (number > 0);
        return printed;
    }

    static object Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var i = 0; i < 8; i++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return (long)~crc;
    }
}
