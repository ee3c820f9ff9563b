using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>A term as superlatives compare it (the rules of Virtuoso 7.2.5): numbers by value, dates as instants, texts by their bytes.</summary>
/// <param name="Rank">Values of different kinds are ordered by it.</param>
/// <param name="Number">The value of a number; seconds of an instant.</param>
/// <param name="Text">What a text says.</param>
readonly partial record struct GraphValue(ValueRank Rank, double Number, string Text) : IComparable<GraphValue>
{
    const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    const double LateSeconds = 1e15; // years before 0 sort after all others

    /// <summary>The value of a term.</summary>
    public static GraphValue Of(KnowledgeTerm term)
    {
        if (term.Kind != KnowledgeTermKind.Literal)
            return new GraphValue(ValueRank.Name, 0, term.Text);
        if (term.Language is { } language)
            return new GraphValue(ValueRank.TaggedText, 0, $"{term.Text}\0{language}");
        var type = ShortType(term.Datatype);
        if (type == "float" && float.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single))
            return new GraphValue(ValueRank.Number, single, "");
        if (IsNumeric(type) && double.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new GraphValue(ValueRank.Number, number, "");
        if (IsTime(type) && Seconds(term.Text) is { } seconds)
            return new GraphValue(ValueRank.Time, seconds, "");
        return new GraphValue(ValueRank.Text, 0, term.Text);
    }

    /// <summary>A term as a result shows it: whole numbers and times in their canonical form.</summary>
    public static string Print(KnowledgeTerm term)
    {
        var type = ShortType(term.Datatype);
        if (term.Kind != KnowledgeTermKind.Literal)
            return Freebase.Shorten(term.Text);
        if (IsWhole(type) && BigInteger.TryParse(term.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        if (type == "decimal" && decimal.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return exact.ToString("0.############################", CultureInfo.InvariantCulture);
        if (type == "double" && double.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return WithPoint(number.ToString("R", CultureInfo.InvariantCulture));
        if (type == "float" && float.TryParse(term.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) && float.IsFinite(single))
            return WithPoint(single.ToString("R", CultureInfo.InvariantCulture));
        if (IsTime(type) && term.Text.StartsWith('-') && TimePattern().Match(term.Text) is { Success: true } time)
            return Freebase.Shorten($"-{time.Groups["year"].ValueSpan.TrimStart("-0").ToString().PadLeft(3, '0')}{term.Text[time.Groups["year"].Length..]}"); // the sign takes one of four places
        return Freebase.Shorten(term.Text);
    }

    /// <summary>What tells results apart: the printed text with its kind, so that float and double differ.</summary>
    public static string Identity(KnowledgeTerm term)
    {
        var type = ShortType(term.Datatype);
        return $"{Print(term)}\0{(IsWhole(type) ? "integer" : type)}\0{term.Language}\0{(int)term.Kind}";
    }

    /// <inheritdoc/>
    public int CompareTo(GraphValue other)
    {
        if (Rank != other.Rank)
            return Rank.CompareTo(other.Rank);
        return Rank is ValueRank.Number or ValueRank.Time ? Number.CompareTo(other.Number) : string.CompareOrdinal(Text, other.Text);
    }

    static string WithPoint(string text) => text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;

    static string ShortType(string? datatype) => datatype is not null && datatype.StartsWith(Xsd, StringComparison.Ordinal) ? datatype[Xsd.Length..] : "";

    static bool IsWhole(string type) => type is "integer" or "int" or "long" or "short" or "byte" or "nonNegativeInteger" or "positiveInteger"
        or "nonPositiveInteger" or "negativeInteger" or "unsignedInt" or "unsignedLong" or "unsignedShort" or "unsignedByte";

    static bool IsNumeric(string type) => IsWhole(type) || type is "decimal" or "double" or "float";

    static bool IsTime(string type) => type is "date" or "dateTime" or "gYear" or "gYearMonth";

    // Seconds from the year 0 on; a missing month or day is the first.
    static double? Seconds(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match)
            return null;
        var year = long.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var month = Part("month", 1);
        var day = Part("day", 1);
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        var zone = match.Groups["sign"] is { Success: true } sign ? (sign.ValueSpan[0] == '-' ? -1 : 1) * ((Part("zoneHour", 0) * 60) + Part("zoneMinute", 0)) : 0;
        var seconds = (Days(year, month, day) * 86400d) + (Part("hour", 0) * 3600) + (Part("minute", 0) * 60) - (zone * 60);
        if (match.Groups["second"] is { Success: true } second)
            seconds += double.Parse(second.ValueSpan, CultureInfo.InvariantCulture);
        return year < 0 ? LateSeconds + seconds : seconds;

        int Part(string name, int otherwise) =>
            match.Groups[name] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : otherwise;
    }

    // Days of the proleptic Gregorian calendar, counted from 1 March of the year 0.
    static double Days(long year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var months = (month + 9) % 12;
        return (365d * shifted) + Math.Floor(shifted / 4d) - Math.Floor(shifted / 100d) + Math.Floor(shifted / 400d) + ((153 * months) + 2) / 5 + day - 1;
    }

    [GeneratedRegex(@"\A(?<year>-?[0-9]{4,9})(?:-(?<month>[0-9]{2})(?:-(?<day>[0-9]{2})(?:T(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2}(?:\.[0-9]{1,9})?))?)?)?(?:Z|(?<sign>[+-])(?<zoneHour>[0-9]{2}):(?<zoneMinute>[0-9]{2}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();
}
