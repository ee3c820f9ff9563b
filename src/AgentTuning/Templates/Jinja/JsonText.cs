using System.Globalization;
using System.Numerics;
using System.Text;

namespace AgentTuning.Templates.Jinja;

/// <summary>Values as JSON, as Python's <c>json.dumps</c> writes them: this is what <c>tojson</c> is in transformers.</summary>
sealed class JsonText
{
    const int MaxDepth = 200;

    readonly StringBuilder _text = new();
    readonly (string Item, string Key) _separators;
    readonly string? _indent;
    readonly bool _escapesUnicode;
    readonly bool _sortsKeys;

    JsonText(CallArguments arguments)
    {
        _escapesUnicode = arguments.Flag(0, "ensure_ascii", absent: false);
        _indent = arguments.Get(1, "indent") switch
        {
            null => null,
            TracedText own => own.Text,
            _ => new string(' ', Math.Clamp(arguments.Integer(1, "indent", 0), 0, 64)),
        };
        _separators = arguments.Get(2, "separators") is IReadOnlyList<object?> { Count: 2 } given
            ? (PythonText.Of(given[0]).Text, PythonText.Of(given[1]).Text)
            : (_indent is null ? ", " : ",", ": ");
        _sortsKeys = arguments.Flag(3, "sort_keys", absent: false);
    }

    /// <summary>The filter <c>tojson(ensure_ascii=false, indent=none, separators=none, sort_keys=false)</c>.</summary>
    public static TracedText Filter(object? value, CallArguments arguments, RenderBudget budget)
    {
        arguments.AtMost(4, "ensure_ascii", "indent", "separators", "sort_keys");
        var json = new JsonText(arguments);
        json.Write(value, 0, budget);
        return new TracedText(json._text.ToString(), PythonText.OriginOf(value));
    }

    void Write(object? value, int depth, RenderBudget budget)
    {
        if (depth > MaxDepth)
            throw new JinjaException($"tojson: a value is nested deeper than {MaxDepth}.");
        budget.Step();
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool flag:
                _text.Append(flag ? "true" : "false");
                break;
            case TracedText text:
                budget.Characters(text.Length);
                WriteText(text.Text);
                break;
            case double number:
                _text.Append(Number(number));
                break;
            case long or BigInteger:
                _text.Append(PythonText.Repr(value));
                break;
            case JinjaDict dict:
                WriteDict(dict, depth, budget);
                break;
            case IReadOnlyList<object?> list:
                WriteList(list, depth, budget);
                break;
            default:
                throw new JinjaException($"tojson: a {PythonText.TypeName(value)} has no JSON.");
        }
    }

    void WriteList(IReadOnlyList<object?> list, int depth, RenderBudget budget)
    {
        if (list.Count == 0)
        {
            _text.Append("[]");
            return;
        }

        _text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                _text.Append(_separators.Item);
            NewLine(depth + 1);
            Write(list[i], depth + 1, budget);
        }

        NewLine(depth);
        _text.Append(']');
    }

    void WriteDict(JinjaDict dict, int depth, RenderBudget budget)
    {
        if (dict.Count == 0)
        {
            _text.Append("{}");
            return;
        }

        var pairs = dict.Select(pair => (Key: JinjaDict.FromKey(pair.Key), pair.Value));
        if (_sortsKeys)
            pairs = pairs.OrderBy(pair => pair.Key, Comparer<object?>.Create(PythonEquality.Compare));
        _text.Append('{');
        var isFirst = true;
        foreach (var (key, value) in pairs)
        {
            if (!isFirst)
                _text.Append(_separators.Item);
            isFirst = false;
            NewLine(depth + 1);
            WriteText(KeyText(key));
            _text.Append(_separators.Key);
            Write(value, depth + 1, budget);
        }

        NewLine(depth);
        _text.Append('}');
    }

    static string KeyText(object? key) => key switch
    {
        TracedText text => text.Text,
        null => "null",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        _ => throw new JinjaException($"tojson: a {PythonText.TypeName(key)} cannot be a key."),
    };

    static string Number(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity") : PythonNumbers.ToText(number);

    void NewLine(int depth)
    {
        if (_indent is null)
            return;
        _text.Append('\n');
        for (var i = 0; i < depth; i++)
            _text.Append(_indent);
    }

    void WriteText(string text)
    {
        _text.Append('"');
        foreach (var unit in text)
        {
            switch (unit)
            {
                case '"':
                    _text.Append("\\\"");
                    break;
                case '\\':
                    _text.Append(@"\\");
                    break;
                case '\n':
                    _text.Append(@"\n");
                    break;
                case '\r':
                    _text.Append(@"\r");
                    break;
                case '\t':
                    _text.Append(@"\t");
                    break;
                case '\b':
                    _text.Append(@"\b");
                    break;
                case '\f':
                    _text.Append(@"\f");
                    break;
                default:
                    if (unit < ' ' || (_escapesUnicode && unit > '~'))
                        _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                    else
                        _text.Append(unit);
                    break;
            }
        }

        _text.Append('"');
    }
}
