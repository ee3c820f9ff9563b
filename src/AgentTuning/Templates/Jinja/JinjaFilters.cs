using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>What may follow a bar, for one value at a time.</summary>
static class JinjaFilters
{
    /// <summary>A filter, or null where there is none of that name.</summary>
    public static Func<object?, CallArguments, RenderBudget, object?>? Find(string name) => name switch
    {
        "trim" => (value, arguments, _) => PythonText.Of(value).Strip(characters: arguments.Text(0, "chars")?.Text),
        "upper" => (value, _, _) => PythonText.Of(value) is var text ? text.With(text.Text.ToUpperInvariant()) : null,
        "lower" => (value, _, _) => PythonText.Of(value) is var text ? text.With(text.Text.ToLowerInvariant()) : null,
        "capitalize" => (value, _, _) => PythonText.Of(value) is var text ? text.With(MoreTextMethods.Capitalize(text.Text)) : null,
        "title" => (value, _, _) => PythonText.Of(value) is var text ? text.With(TitleOf(text.Text)) : null,
        "string" => (value, _, _) => PythonText.Of(value),
        "safe" => (value, _, _) => PythonText.Of(value).AsMarkup(),
        "escape" or "e" => (value, _, budget) => MarkupText.Escape(PythonText.Of(value), budget),
        "forceescape" => (value, _, budget) => MarkupText.Escape(PythonText.Of(value), budget, isForced: true),
        "replace" => (value, arguments, budget) => TextMethods.Replace(
            PythonText.Of(value), (PythonText.Of(arguments.Require(0, "old")), PythonText.Of(arguments.Require(1, "new"))), Count(arguments), budget),
        "indent" => Indent,
        "length" or "count" => (value, _, _) => PythonValues.Length(value),
        "default" or "d" => (value, arguments, _) => value is Undefined || (arguments.Flag(1, "boolean", absent: false) && !PythonValues.IsTrue(value))
            ? arguments.Get(0, "default_value", TracedText.Empty)
            : value,
        "tojson" => JsonText.Filter,
        "int" => (value, arguments, _) => ToInteger(value, arguments),
        "float" => (value, arguments, _) => ToFloat(value, arguments),
        "abs" => (value, _, _) => value switch
        {
            double number => (object)Math.Abs(number),
            _ when PythonNumbers.IsInteger(value, out var number) => PythonNumbers.ToLong(BigInteger.Abs(number)),
            _ => throw Wrong("abs", value),
        },
        "round" => (value, arguments, _) => Round(value, arguments),
        "wordcount" => (value, _, _) => (long)PythonText.Of(value).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        "format" => (value, arguments, budget) => PercentFormat.Apply(PythonText.Of(value), new JinjaTuple(arguments.Positional), budget),
        "pprint" => (value, _, _) => new TracedText(PythonText.Repr(value), PythonText.OriginOf(value)),
        _ => SequenceFilters.Find(name) ?? SelectionFilters.Find(name),
    };

    static int Count(CallArguments arguments) => arguments.Get(2, "count") is null ? -1 : arguments.Integer(2, "count", -1);

    static TracedText Indent(object? value, CallArguments arguments, RenderBudget budget)
    {
        var width = arguments.Get(0, "width", 4L) is TracedText own ? own : new TracedText(new string(' ', Math.Clamp(arguments.Integer(0, "width", 4), 0, 1024)), TracedText.Template);
        var (first, blank) = (arguments.Flag(1, "first", absent: false), arguments.Flag(2, "blank", absent: false));
        var text = PythonText.Of(value).Append(new TracedText("\n", TracedText.Template)); // as Jinja does it, so that the last line end stays
        var lines = TextMethods.Find(text, "splitlines")!(CallArguments.None("splitlines"), budget);
        var parts = new List<TracedText>();
        foreach (var line in ((List<object?>)lines!).Cast<TracedText>())
        {
            var isFirst = parts.Count == 0;
            if (!isFirst)
                parts.Add(new TracedText("\n", TracedText.Template));
            if (isFirst ? first : blank || line.Length > 0)
                parts.Add(width);
            parts.Add(line);
            budget.Characters(line.Length + width.Length + 1);
        }

        return TracedText.Join(parts);
    }

    static object ToInteger(object? value, CallArguments arguments)
    {
        if (value is double number && double.IsFinite(number))
            return PythonNumbers.ToLong(new BigInteger(Math.Truncate(number)));
        if (PythonNumbers.IsInteger(value, out var integer))
            return PythonNumbers.ToLong(integer);
        if (value is TracedText text && PythonParse.Integer(text.Text, arguments.Integer(1, "base", 10)) is { } parsed)
            return parsed;
        if (value is TracedText real && PythonParse.Float(real.Text) is { } found && double.IsFinite(found))
            return PythonNumbers.ToLong(new BigInteger(Math.Truncate(found)));
        return arguments.Get(0, "default", 0L)!;
    }

    static object ToFloat(object? value, CallArguments arguments)
    {
        if (PythonNumbers.IsNumber(value, out var number))
            return number;
        return value is TracedText text && PythonParse.Float(text.Text) is { } parsed ? parsed : arguments.Get(0, "default", 0.0)!;
    }

    static double Round(object? value, CallArguments arguments)
    {
        if (!PythonNumbers.IsNumber(value, out var number))
            throw Wrong("round", value);
        var precision = Math.Clamp(arguments.Integer(0, "precision", 0), 0, 15);
        var method = arguments.Text(1, "method")?.Text ?? "common";
        var factor = Math.Pow(10, precision);
        return method switch
        {
            "common" => Math.Round(number, precision, MidpointRounding.ToEven),
            "ceil" => Math.Ceiling(number * factor) / factor,
            "floor" => Math.Floor(number * factor) / factor,
            _ => throw new JinjaException($"round: the method is '{method}', expected common, ceil or floor."),
        };
    }

    // Other than the method title: only spaces, hyphens and opening brackets begin a word.
    static string TitleOf(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var isStart = true;
        foreach (var unit in text)
        {
            result.Append(isStart ? char.ToUpperInvariant(unit) : char.ToLowerInvariant(unit));
            isStart = PythonText.IsWhiteSpace(unit) || unit is '-' or '(' or '{' or '[' or '<';
        }

        return result.ToString();
    }

    static JinjaException Wrong(string filter, object? value) =>
        (value as Undefined)?.Failure() ?? new JinjaException($"{filter}: found a {PythonText.TypeName(value)}, expected a number.");
}
