using System.Globalization;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's functions on dates and times, which are texts here.</summary>
static class DateFunctions
{
    public static void AddTo(FunctionTable table)
    {
        AddPart(table, "year", moment => moment.Year);
        AddPart(table, "month", moment => moment.Month);
        AddPart(table, "day", moment => moment.Day);
        AddPart(table, "dayofweek", moment => (int)moment.DayOfWeek + 1);
        AddPart(table, "weekday", moment => ((int)moment.DayOfWeek + 6) % 7);
        AddPart(table, "dayofyear", moment => moment.DayOfYear);
        AddPart(table, "quarter", moment => (moment.Month + 2) / 3);
        AddPart(table, "week", moment => (moment.DayOfYear + 6 - (int)moment.DayOfWeek) / 7);
        AddPart(table, "to_days", moment => DateOnly.FromDateTime(moment).DayNumber + 366);
        table.Add("my_dayname", a => Moment(a[0]) is { } moment ? moment.ToString("dddd", CultureInfo.InvariantCulture) : null);
        table.Add("my_monthname", a => Moment(a[0]) is { } moment ? moment.ToString("MMMM", CultureInfo.InvariantCulture) : null);
        table.Add("my_last_day", a => Moment(a[0]) is { } moment ? MySqlDate.PrintDate(new DateTime(moment.Year, moment.Month, DateTime.DaysInMonth(moment.Year, moment.Month))) : null);
        table.Add("my_date", a => Moment(a[0]) is { } moment ? MySqlDate.PrintDate(moment) : null);
        table.Add("my_time", a => Clock(a[0]) is { } time ? MySqlDate.PrintTime(time) : null);
        table.Add("my_hour", a => Clock(a[0]) is { } time ? (long)Math.Abs(Math.Truncate(time.TotalHours)) : null);
        table.Add("my_minute", a => Clock(a[0]) is { } time ? Math.Abs((long)time.Minutes) : null);
        table.Add("my_second", a => Clock(a[0]) is { } time ? Math.Abs((long)time.Seconds) : null);
        table.Add("my_time_to_sec", a => Clock(a[0]) is { } time ? (long)time.TotalSeconds : null);
        table.Add("my_sec_to_time", a => MySqlValue.ToDouble(a[0]) is { } seconds ? MySqlDate.PrintTime(TimeSpan.FromSeconds(Math.Clamp(seconds, -3020399, 3020399))) : null);
        table.Add("my_timediff", a => Clock(a[0]) is { } x && Clock(a[1]) is { } y ? MySqlDate.PrintTime(x - y) : null);
        table.Add("my_datediff", a => Moment(a[0]) is { } x && Moment(a[1]) is { } y ? (long)(x.Date - y.Date).TotalDays : null);
        table.Add("my_date_format", a => Moment(a[0]) is { } moment && MySqlValue.ToText(a[1]) is { } format ? MySqlDate.Format(moment, format) : null);
        table.Add("my_str_to_date", a => MySqlValue.ToText(a[0]) is { } text && MySqlValue.ToText(a[1]) is { } format ? new MySqlDateReader(text, format).Read() : null);
        table.Add("my_date_add", a => MySqlValue.ToDouble(a[1]) is { } amount ? MySqlDate.Add(MySqlValue.ToText(a[0]), amount, MySqlValue.ToText(a[2])!, (int)(long)a[3]!) : null);
        table.Add("my_timestampdiff", a => Moment(a[1]) is { } from && Moment(a[2]) is { } to ? Difference(MySqlValue.ToText(a[0])!, from, to) : null);
        table.Add("my_extract", a => Moment(a[1]) is { } moment ? Part(MySqlValue.ToText(a[0])!, moment) : null);
    }

    static void AddPart(FunctionTable table, string name, Func<DateTime, int> part) =>
        table.Add($"my_{name}", a => Moment(a[0]) is { } moment ? (long)part(moment) : null);

    static DateTime? Moment(object? value) => MySqlDate.TryRead(MySqlValue.ToText(value), out var moment) ? moment : null;

    static TimeSpan? Clock(object? value)
    {
        var text = MySqlValue.ToText(value);
        if (MySqlDate.TryReadTime(text, out var time))
            return time;
        return MySqlDate.TryRead(text, out var moment) ? moment.TimeOfDay : null;
    }

    static object? Difference(string unit, DateTime from, DateTime to)
    {
        var span = to - from;
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        if (months > 0 && (to.Day, to.TimeOfDay).CompareTo((from.Day, from.TimeOfDay)) < 0)
            months--;
        else if (months < 0 && (to.Day, to.TimeOfDay).CompareTo((from.Day, from.TimeOfDay)) > 0)
            months++;
        return unit switch
        {
            "YEAR" => (long)(months / 12),
            "QUARTER" => (long)(months / 3),
            "MONTH" => (long)months,
            "WEEK" => (long)span.TotalDays / 7,
            "DAY" => (long)span.TotalDays,
            "HOUR" => (long)span.TotalHours,
            "MINUTE" => (long)span.TotalMinutes,
            "SECOND" => (long)span.TotalSeconds,
            _ => null,
        };
    }

    static object? Part(string unit, DateTime moment) => unit switch
    {
        "YEAR" => (long)moment.Year,
        "QUARTER" => (moment.Month + 2L) / 3,
        "MONTH" => (long)moment.Month,
        "DAY" => (long)moment.Day,
        "HOUR" => (long)moment.Hour,
        "MINUTE" => (long)moment.Minute,
        "SECOND" => (long)moment.Second,
        "YEAR_MONTH" => (moment.Year * 100L) + moment.Month,
        _ => null,
    };
}
