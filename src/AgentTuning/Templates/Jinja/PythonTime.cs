using System.Globalization;
using System.Text;

namespace AgentTuning.Templates.Jinja;

/// <summary>Times as Python's <c>strftime</c> writes them, in English.</summary>
static class PythonTime
{
    public static string Format(DateTimeOffset time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            var isBare = format[++i] == '-' && i + 1 < format.Length; // without leading zeros, as the GNU library has it
            if (isBare)
                i++;
            var part = Part(time, format[i]);
            text.Append(isBare && part.Length > 1 ? part.TrimStart('0') is { Length: > 0 } bare ? bare : "0" : part);
        }

        return text.ToString();
    }

    static string Part(DateTimeOffset time, char directive)
    {
        return directive switch
        {
            'Y' => With("yyyy"),
            'y' => With("yy"),
            'm' => With("MM"),
            'd' => With("dd"),
            'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'B' => With("MMMM"),
            'b' or 'h' => With("MMM"),
            'A' => With("dddd"),
            'a' => With("ddd"),
            'H' => With("HH"),
            'I' => With("hh"),
            'M' => With("mm"),
            'S' => With("ss"),
            'f' => With("ffffff"),
            'p' => With("tt"),
            'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
            'F' => With("yyyy-MM-dd"),
            'T' => With("HH:mm:ss"),
            'R' => With("HH:mm"),
            'D' => With("MM/dd/yy"),
            'c' => $"{With("ddd MMM")} {time.Day,2} {With("HH:mm:ss yyyy")}",
            'x' => With("MM/dd/yy"),
            'X' => With("HH:mm:ss"),
            'z' or 'Z' => "",
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => throw new JinjaException($"strftime_now: the directive %{directive} is not supported."),
        };

        string With(string pattern) => time.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
