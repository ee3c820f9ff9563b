using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Dates and times as text, read and written by MySQL's rules.</summary>
static class MySqlDate
{
    const string Separators = "-/.:,^@ ";

    /// <summary>Reads <c>2004-5-17</c>, <c>20040517</c>, <c>2004-05-17 10:30:00.5</c> and their like.</summary>
    public static bool TryRead(string? text, out DateTime moment)
    {
        moment = default;
        if (text is null)
            return false;
        var parts = new List<int>();
        var digits = 0;
        var number = 0;
        foreach (var letter in text.Trim() + " ")
        {
            if (char.IsAsciiDigit(letter) && digits < 14)
            {
                number = digits < 9 ? (number * 10) + letter - '0' : number;
                digits++;
            }
            else if (digits > 0 && (Separators.Contains(letter, StringComparison.Ordinal) || letter == 'T'))
            {
                if (digits is 8 or 6 && parts.Count == 0)
                    parts.AddRange(digits == 8 ? [number / 10000, number / 100 % 100, number % 100] : [number / 10000, number / 100 % 100, number % 100]);
                else
                    parts.Add(number);
                (digits, number) = (0, 0);
            }
            else if (letter != ' ')
            {
                return false;
            }
        }

        if (parts.Count < 3)
            return false;
        while (parts.Count < 6)
            parts.Add(0);
        var year = parts[0] < 70 ? parts[0] + 2000 : parts[0] < 100 ? parts[0] + 1900 : parts[0];
        if (year > 9999 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(year, parts[1]) || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
            return false;
        moment = new DateTime(year, parts[1], parts[2], parts[3], parts[4], parts[5]);
        return true;
    }

    /// <summary>Reads a time of day or a duration such as <c>838:59:59</c>.</summary>
    public static bool TryReadTime(string? text, out TimeSpan time)
    {
        time = default;
        if (text is null)
            return false;
        var at = text.LastIndexOf(' ') + 1;
        var plain = text[at..];
        var isNegative = plain.StartsWith('-');
        var parts = plain.TrimStart('-').Split(':');
        if (parts.Length is < 2 or > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 838
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59)
            return false;
        var seconds = 0.0;
        if (parts.Length == 3 && (!double.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds >= 60))
            return false;
        time = new TimeSpan(hours, minutes, 0) + TimeSpan.FromSeconds(seconds);
        if (isNegative)
            time = -time;
        return true;
    }

    public static string PrintDate(DateTime moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Print(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string PrintTime(TimeSpan time) => string.Create(CultureInfo.InvariantCulture,
        $"{(time < TimeSpan.Zero ? "-" : "")}{(int)Math.Abs(time.TotalHours):00}:{Math.Abs(time.Minutes):00}:{Math.Abs(time.Seconds):00}");

    /// <summary>A date with so many units added; null where the unit is unknown or the result out of range.</summary>
    public static string? Add(string? date, double amount, string unit, int sign)
    {
        if (!TryRead(date, out var moment))
            return null;
        var isDateOnly = !date!.Contains(':', StringComparison.Ordinal);
        var count = amount * sign;
        try
        {
            var (sum, hasTime) = unit switch
            {
                "YEAR" => (moment.AddYears((int)Math.Round(count)), false),
                "QUARTER" => (moment.AddMonths(3 * (int)Math.Round(count)), false),
                "MONTH" => (moment.AddMonths((int)Math.Round(count)), false),
                "WEEK" => (moment.AddDays(7 * Math.Round(count)), false),
                "DAY" => (moment.AddDays(Math.Round(count)), false),
                "HOUR" => (moment.AddHours(Math.Round(count)), true),
                "MINUTE" => (moment.AddMinutes(Math.Round(count)), true),
                "SECOND" => (moment.AddSeconds(count), true),
                _ => (DateTime.MinValue, false),
            };
            return sum == DateTime.MinValue ? null : isDateOnly && !hasTime ? PrintDate(sum) : Print(sum);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>DATE_FORMAT.</summary>
    public static string Format(DateTime moment, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%' && i + 1 < format.Length)
                text.Append(FormatPart(moment, format[++i]));
            else
                text.Append(format[i]);
        }

        return text.ToString();
    }

    static string FormatPart(DateTime moment, char part)
    {
        var format = part switch
        {
            'Y' => "yyyy",
            'y' => "yy",
            'm' => "MM",
            'c' => "%M",
            'M' => "MMMM",
            'b' => "MMM",
            'd' => "dd",
            'e' => "%d",
            'H' => "HH",
            'k' => "%H",
            'h' or 'I' => "hh",
            'l' => "%h",
            'i' => "mm",
            's' or 'S' => "ss",
            'p' => "tt",
            'W' => "dddd",
            'a' => "ddd",
            'T' => "HH:mm:ss",
            'r' => "hh:mm:ss tt",
            'f' => "ffffff",
            _ => null,
        };
        if (format is not null)
            return moment.ToString(format, CultureInfo.InvariantCulture);
        return part switch
        {
            'j' => moment.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            'w' => ((int)moment.DayOfWeek).ToString(CultureInfo.InvariantCulture),
            'D' => moment.Day.ToString(CultureInfo.InvariantCulture) + Ordinal(moment.Day),
            'U' or 'u' or 'V' or 'v' => ISOWeek.GetWeekOfYear(moment).ToString("00", CultureInfo.InvariantCulture),
            _ => part.ToString(),
        };
    }

    static string Ordinal(int day) => day switch
    {
        11 or 12 or 13 => "th",
        _ when day % 10 == 1 => "st",
        _ when day % 10 == 2 => "nd",
        _ when day % 10 == 3 => "rd",
        _ => "th",
    };
}
