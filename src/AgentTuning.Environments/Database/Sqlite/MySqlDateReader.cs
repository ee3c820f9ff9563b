using System.Globalization;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>STR_TO_DATE: reads a text by a format.</summary>
sealed class MySqlDateReader(string text, string format)
{
    static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
    static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    readonly Dictionary<char, int> _parts = [];
    int _at;
    bool _isAfternoon;

    /// <summary>The date, the time or both as MySQL prints them; null where the text does not fit the format.</summary>
    public string? Read()
    {
        for (var i = 0; i < format.Length; i++)
        {
            SkipSpace();
            if (format[i] == '%' && i + 1 < format.Length)
            {
                if (!TryReadPart(format[++i]))
                    return null;
            }
            else if (!char.IsWhiteSpace(format[i]) && (_at >= text.Length || text[_at++] != format[i]))
            {
                return null;
            }
        }

        return Print();
    }

    void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    bool TryReadPart(char part)
    {
        return part switch
        {
            'Y' => TryReadNumber('Y', 4),
            'y' => TryReadNumber('y', 2),
            'm' or 'c' => TryReadNumber('m', 2),
            'd' or 'e' => TryReadNumber('d', 2),
            'D' => TryReadNumber('d', 2) && TrySkipLetters(2),
            'H' or 'k' or 'h' or 'I' or 'l' => TryReadNumber('H', 2),
            'i' => TryReadNumber('i', 2),
            's' or 'S' => TryReadNumber('s', 2),
            'f' => TryReadNumber('f', 6),
            'j' => TryReadNumber('j', 3),
            'M' => TryReadName(Months, 'm', whole: true),
            'b' => TryReadName(Months, 'm', whole: false),
            'W' => TryReadName(Days, 'w', whole: true),
            'a' => TryReadName(Days, 'w', whole: false),
            'p' => TryReadHalf(),
            'T' => TryReadNumber('H', 2) && TrySkip(':') && TryReadNumber('i', 2) && TrySkip(':') && TryReadNumber('s', 2),
            _ => TrySkip(part),
        };
    }

    bool TrySkip(char letter) => _at < text.Length && text[_at++] == letter;

    bool TrySkipLetters(int count)
    {
        _at += count;
        return _at <= text.Length;
    }

    bool TryReadNumber(char part, int most)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
            _at++;
        if (_at == start)
            return false;
        _parts[part] = int.Parse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        return true;
    }

    bool TryReadName(string[] names, char part, bool whole)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
                continue;
            var name = whole ? names[i] : names[i][..3];
            if (string.Compare(text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            _at += name.Length;
            _parts[part] = i + 1;
            return true;
        }

        return false;
    }

    bool TryReadHalf()
    {
        if (_at + 2 > text.Length)
            return false;
        var half = text.Substring(_at, 2).ToUpperInvariant();
        _at += 2;
        _isAfternoon = half == "PM";
        _parts['p'] = 1;
        return half is "AM" or "PM";
    }

    string? Print()
    {
        var date = PrintDate();
        var time = PrintTime();
        var hasDate = Has("Yymdj");
        var hasTime = Has("Hisf");
        if ((hasDate && date is null) || (hasTime && time is null))
            return null;
        return hasDate && hasTime ? $"{date} {time}" : hasTime ? time : date;
    }

    bool Has(string parts) => parts.Any(_parts.ContainsKey);

    // A date with a year, month or day of zero is no date in MySQL's strict mode.
    string? PrintDate()
    {
        var year = _parts.TryGetValue('Y', out var full) ? full : _parts.TryGetValue('y', out var two) ? two + (two < 70 ? 2000 : 1900) : 0;
        if (year == 0)
            return null;
        if (_parts.TryGetValue('j', out var dayOfYear))
            return dayOfYear is >= 1 and <= 366 ? MySqlDate.PrintDate(new DateTime(year, 1, 1).AddDays(dayOfYear - 1)) : null;
        var (month, day) = (_parts.GetValueOrDefault('m'), _parts.GetValueOrDefault('d'));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? MySqlDate.PrintDate(new DateTime(year, month, day)) : null;
    }

    string? PrintTime()
    {
        var hour = _parts.GetValueOrDefault('H');
        if (_parts.ContainsKey('p'))
            hour = (hour % 12) + (_isAfternoon ? 12 : 0);
        var (minute, second) = (_parts.GetValueOrDefault('i'), _parts.GetValueOrDefault('s'));
        return hour <= 23 && minute <= 59 && second <= 59 ? MySqlDate.PrintTime(new TimeSpan(hour, minute, second)) : null;
    }
}
