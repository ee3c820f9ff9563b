namespace AgentTuning.Templates.Jinja;

/// <summary>What may follow <c>is</c>.</summary>
static class JinjaTests
{
    /// <summary>A test, or null where there is none of that name.</summary>
    public static Func<object?, CallArguments, bool>? Find(string name) => name switch
    {
        "defined" => (value, _) => value is not Undefined,
        "undefined" => (value, _) => value is Undefined,
        "none" => (value, _) => value is null,
        "string" => (value, _) => value is TracedText,
        "mapping" => (value, _) => value is JinjaDict,
        "iterable" => (value, _) => PythonValues.IsIterable(value),
        "sequence" => (value, _) => value is TracedText or JinjaDict or IReadOnlyList<object?> or Undefined,
        "number" => (value, _) => PythonNumbers.IsNumber(value, out var _),
        "integer" => (value, _) => value is not bool && PythonNumbers.IsInteger(value, out var _),
        "float" => (value, _) => value is double,
        "boolean" => (value, _) => value is bool,
        "true" => (value, _) => value is true,
        "false" => (value, _) => value is false,
        "callable" => (value, _) => value is Callable or Macro,
        "odd" => (value, _) => Remainder(value, 2) == 1,
        "even" => (value, _) => Remainder(value, 2) == 0,
        "divisibleby" => (value, arguments) => Remainder(value, arguments.Integer(0, "num", 0)) == 0,
        "lower" => (value, _) => PythonText.Of(value).Text is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        "upper" => (value, _) => PythonText.Of(value).Text is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
        "in" => (value, arguments) => PythonValues.Contains(arguments.Require(0, "seq"), value),
        "sameas" => (value, arguments) => Equals(value, arguments.Require(0, "other")),
        "filter" => (value, _) => value is TracedText text && JinjaFilters.Find(text.Text) is not null,
        "test" => (value, _) => value is TracedText text && Find(text.Text) is not null,
        "escaped" => (value, _) => value is TracedText { IsMarkup: true },
        _ => Comparison(name),
    };

    static Func<object?, CallArguments, bool>? Comparison(string name) => name switch
    {
        "eq" or "equalto" or "==" => (value, arguments) => PythonEquality.AreEqual(value, arguments.Require(0, "other")),
        "ne" or "!=" => (value, arguments) => !PythonEquality.AreEqual(value, arguments.Require(0, "other")),
        "lt" or "lessthan" or "<" => (value, arguments) => PythonEquality.Compare(value, arguments.Require(0, "other")) < 0,
        "le" or "<=" => (value, arguments) => PythonEquality.Compare(value, arguments.Require(0, "other")) <= 0,
        "gt" or "greaterthan" or ">" => (value, arguments) => PythonEquality.Compare(value, arguments.Require(0, "other")) > 0,
        "ge" or ">=" => (value, arguments) => PythonEquality.Compare(value, arguments.Require(0, "other")) >= 0,
        _ => null,
    };

    static long Remainder(object? value, int divisor)
    {
        if (!PythonNumbers.IsInteger(value, out var number))
            throw (value as Undefined)?.Failure() ?? new JinjaException($"A {PythonText.TypeName(value)} has no remainder.");
        if (divisor == 0)
            throw new JinjaException("Division by zero.");
        return (long)(((number % divisor) + divisor) % divisor);
    }
}
