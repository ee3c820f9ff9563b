using System.Globalization;

namespace AgentTuning.Templates.Jinja;

/// <summary>Python's <c>"…".format(…)</c> with places by order, number or name, and no format specification.</summary>
static class TextFormat
{
    public static TracedText Apply(TracedText format, CallArguments arguments, RenderBudget budget)
    {
        var parts = new List<TracedText>();
        var text = format.Text;
        var next = 0;
        var start = 0;
        for (var at = text.AsSpan().IndexOfAny('{', '}'); at >= 0; at = NextBrace(text, start))
        {
            parts.Add(format.Slice(start, at - start));
            if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                parts.Add(format.Slice(at, 1));
                start = at + 2;
                continue;
            }

            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0)
                throw new JinjaException("format: a brace is alone.");
            var field = text[(at + 1)..end];
            parts.Add(PythonText.Of(Value(field, arguments, ref next)));
            start = end + 1;
        }

        parts.Add(format.Slice(start, text.Length - start));
        var result = TracedText.Join(parts);
        budget.Characters(result.Length);
        return result;
    }

    static int NextBrace(string text, int start)
    {
        var at = text.AsSpan(start).IndexOfAny('{', '}');
        return at < 0 ? -1 : start + at;
    }

    static object? Value(string field, CallArguments arguments, ref int next)
    {
        var index = field.Length == 0 ? next++ : int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (index >= 0)
            return index < arguments.Positional.Count ? arguments.Positional[index] : throw new JinjaException($"format: there is no argument {index}.");
        return arguments.Named.TryGetValue(field, out var value)
            ? value
            : throw new JinjaException($"format: '{{{field}}}' is no argument, or asks for what is not supported.");
    }
}
