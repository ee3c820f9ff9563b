using System.Globalization;
using System.Numerics;
using System.Text;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Python's <c>repr</c>.</summary>
static class PythonPrinter
{
    public static string Print(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("None"); break;
            case bool truth: text.Append(truth ? "True" : "False"); break;
            case int or long or uint or ulong or short or byte or sbyte or ushort: text.Append(CultureInfo.InvariantCulture, $"{value}"); break;
            case BigInteger number: text.Append(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: AppendDouble(text, number); break;
            case decimal number: text.Append("Decimal('").Append(DecimalText(number)).Append("')"); break;
            case string letters: AppendString(text, letters); break;
            case byte[] bytes: AppendBytes(text, bytes); break;
            case DateOnly date: text.Append(CultureInfo.InvariantCulture, $"datetime.date({date.Year}, {date.Month}, {date.Day})"); break;
            case DateTime moment: AppendDateTime(text, moment); break;
            case TimeSpan span: AppendTimeSpan(text, span); break;
            case PythonContainer items: AppendCollection(text, items); break;
            default: throw new ArgumentException($"A value of type {value.GetType()} has no Python form.", nameof(value));
        }
    }

    // Shortest digits that read back the same; an exponent below 1e-4 and from 1e16 on.
    static void AppendDouble(StringBuilder text, double number)
    {
        if (!double.IsFinite(number))
        {
            text.Append(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf");
            return;
        }

        if (double.IsNegative(number))
            text.Append('-');
        var (digits, exponent) = Digits(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        if (exponent is < -4 or >= 16)
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
                text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
        }
        else if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        }
        else if (digits.Length <= exponent + 1)
        {
            text.Append(digits).Append('0', exponent + 1 - digits.Length).Append(".0");
        }
        else
        {
            text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1);
        }
    }

    // The significant digits of a plain or scientific number, and its power of ten.
    static (string Digits, int Exponent) Digits(string round)
    {
        var power = 0;
        var mantissa = round;
        if (round.IndexOf('E', StringComparison.Ordinal) is >= 0 and var at)
        {
            power = int.Parse(round.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = round[..at];
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("0", 0) : (digits, whole - 1 - (all.Length - all.TrimStart('0').Length) + power);
    }

    static string DecimalText(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var scale = (decimal.GetBits(number)[3] >> 16) & 0xFF;
        var adjusted = Math.Max(digits.Length, 1) - 1 - scale;
        if (adjusted >= -6)
            return text;
        if (digits.Length == 0)
            return $"0E-{scale}";
        var sign = number < 0 ? "-" : "";
        return sign + (digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}") + $"E{adjusted}";
    }

    // Single quotes, unless the text holds single quotes and no double ones.
    static void AppendString(StringBuilder text, string letters)
    {
        var quote = letters.Contains('\'', StringComparison.Ordinal) && !letters.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = letters[i];
            if (letter == quote || letter == '\\')
                text.Append('\\').Append(letter);
            else if (letter is >= ' ' and <= '~')
                text.Append(letter);
            else
                i += AppendOther(text, letters, i);
        }

        text.Append(quote);
    }

    // Returns how many more UTF-16 units were used.
    static int AppendOther(StringBuilder text, string letters, int i)
    {
        var letter = letters[i];
        if (letter is '\n' or '\r' or '\t')
        {
            text.Append('\\').Append(letter switch { '\n' => 'n', '\r' => 'r', _ => 't' });
            return 0;
        }

        if (char.IsHighSurrogate(letter) && i + 1 < letters.Length && char.IsLowSurrogate(letters[i + 1]))
        {
            if (IsPrintable(CharUnicodeInfo.GetUnicodeCategory(letters, i)))
                text.Append(letter).Append(letters[i + 1]);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(letter, letters[i + 1]):x8}");
            return 1;
        }

        if (letter > 127 && IsPrintable(CharUnicodeInfo.GetUnicodeCategory(letter)))
            text.Append(letter);
        else if (letter < 256)
            text.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
        else
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        return 0;
    }

    static bool IsPrintable(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    static void AppendBytes(StringBuilder text, byte[] bytes)
    {
        var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        text.Append('b').Append(quote);
        foreach (var octet in bytes)
        {
            _ = octet switch
            {
                (byte)'\n' => text.Append("\\n"),
                (byte)'\r' => text.Append("\\r"),
                (byte)'\t' => text.Append("\\t"),
                (byte)'\\' => text.Append("\\\\"),
                _ when octet == quote => text.Append('\\').Append(quote),
                >= 32 and < 127 => text.Append((char)octet),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
            };
        }

        text.Append(quote);
    }

    static void AppendDateTime(StringBuilder text, DateTime moment)
    {
        text.Append(CultureInfo.InvariantCulture, $"datetime.datetime({moment.Year}, {moment.Month}, {moment.Day}, {moment.Hour}, {moment.Minute}");
        var microseconds = (int)(moment.Ticks % TimeSpan.TicksPerSecond / 10);
        if (moment.Second != 0 || microseconds != 0)
            text.Append(CultureInfo.InvariantCulture, $", {moment.Second}");
        if (microseconds != 0)
            text.Append(CultureInfo.InvariantCulture, $", {microseconds}");
        text.Append(')');
    }

    // Days may be negative, seconds and microseconds never are.
    static void AppendTimeSpan(StringBuilder text, TimeSpan span)
    {
        var microseconds = span.Ticks / 10;
        var days = Math.DivRem(microseconds, 86_400_000_000, out var rest);
        if (rest < 0)
            (days, rest) = (days - 1, rest + 86_400_000_000);
        var parts = new List<string>();
        if (days != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"days={days}"));
        if (rest / 1_000_000 != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"seconds={rest / 1_000_000}"));
        if (rest % 1_000_000 != 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"microseconds={rest % 1_000_000}"));
        text.Append("datetime.timedelta(").Append(parts.Count == 0 ? "0" : string.Join(", ", parts)).Append(')');
    }

    static void AppendCollection(StringBuilder text, PythonContainer items)
    {
        if (items is { Kind: PythonContainerKind.Set, Items.Length: 0 })
        {
            text.Append("set()");
            return;
        }

        var (open, close) = items.Kind switch
        {
            PythonContainerKind.List => ('[', ']'),
            PythonContainerKind.Tuple => ('(', ')'),
            _ => ('{', '}'),
        };
        text.Append(open);
        for (var i = 0; i < items.Items.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, items.Items[i]);
            if (items.Kind != PythonContainerKind.Dict)
                continue;
            text.Append(": ");
            Append(text, items.Values[i]);
        }

        if (items is { Kind: PythonContainerKind.Tuple, Items.Length: 1 })
            text.Append(',');
        text.Append(close);
    }
}
