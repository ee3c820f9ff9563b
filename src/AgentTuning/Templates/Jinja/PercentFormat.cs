using System.Globalization;

namespace AgentTuning.Templates.Jinja;

/// <summary>Python's <c>"..." % values</c> with <c>%s</c>, <c>%r</c>, <c>%d</c>, <c>%i</c>, <c>%f</c> with digits, and <c>%%</c>.</summary>
static class PercentFormat
{
    public static TracedText Apply(TracedText format, object? values, RenderBudget budget)
    {
        var given = values is JinjaTuple tuple ? [.. tuple] : new List<object?> { values };
        var parts = new List<TracedText>();
        var next = 0;
        var start = 0;
        for (var mark = format.Text.IndexOf('%', StringComparison.Ordinal); mark >= 0; mark = start > format.Length ? -1 : format.Text.IndexOf('%', start))
        {
            parts.Add(format.Slice(start, mark - start));
            var end = mark + 1;
            while (end < format.Length && format.Text[end] is '.' or (>= '0' and <= '9'))
                end++;
            if (end >= format.Length)
                throw new JinjaException("A format ends after %.");
            var digits = format.Text[(mark + 1)..end];
            if (format.Text[end] == '%')
                parts.Add(format.Slice(end, 1));
            else if (next < given.Count)
                parts.Add(Convert(format.Text[end], digits, given[next++]));
            else
                throw new JinjaException("A format has more places than values.");
            start = end + 1;
        }

        if (next < given.Count && values is not JinjaDict)
            throw new JinjaException("A format has fewer places than values.");
        parts.Add(format.Slice(start, format.Length - start));
        var result = TracedText.Join(parts);
        budget.Characters(result.Length);
        return result;
    }

    static TracedText Convert(char kind, string digits, object? value)
    {
        if (kind == 's' && digits.Length == 0)
            return PythonText.Of(value);
        if (kind == 'r' && digits.Length == 0)
            return new TracedText(PythonText.Repr(value), PythonText.OriginOf(value));
        if (kind is 'd' or 'i' && digits.Length == 0 && PythonNumbers.IsNumber(value, out var whole))
            return new TracedText(Math.Truncate(whole).ToString("0", CultureInfo.InvariantCulture), TracedText.Template);
        if (kind == 'f' && PythonNumbers.IsNumber(value, out var number) && (digits.Length == 0 || digits[0] == '.'))
        {
            var places = digits.Length == 0 ? "6" : digits.Length == 1 ? "0" : digits[1..];
            return new TracedText(number.ToString("F" + places, CultureInfo.InvariantCulture), TracedText.Template);
        }

        throw new JinjaException($"The format %{digits}{kind} of a {PythonText.TypeName(value)} is not supported.");
    }
}
