using System.Globalization;

namespace AgentTuning.Reports;

/// <summary>Numbers as people read them, the same in every country.</summary>
static class Numbers
{
    /// <summary>A share of one as <c>61.5 %</c>.</summary>
    public static string Percent(double share) => $"{Text(share * 100, "0.0")} %";

    /// <summary>A share of one as <c>61.5</c>.</summary>
    public static string Points(double share) => Text(share * 100, "0.0");

    /// <summary>A difference of shares as <c>+3.5</c>, <c>−1.0</c> or <c>±0.0</c>.</summary>
    public static string Difference(double share) => Text(share * 100, "+0.0;−0.0;±0.0");

    /// <summary>A whole number as <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A whole number with what is counted: <c>1 task</c>, <c>2 tasks</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A number with a given format.</summary>
    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A length within a drawing.</summary>
    public static string Length(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A time span as <c>4.2 s</c>, <c>3 min 10 s</c> or <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(60))
            return $"{Text(duration.TotalSeconds, "0.0")} s";
        var seconds = (long)Math.Round(duration.TotalSeconds);
        return seconds < 3600 ? $"{seconds / 60} min {seconds % 60} s" : $"{seconds / 3600} h {seconds % 3600 / 60} min";
    }
}
