using System.Globalization;
using System.Numerics;
using System.Text;

namespace AgentTuning.Templates.Jinja;

/// <summary>Values as Python's <c>str</c> and <c>repr</c> write them.</summary>
static class PythonText
{
    const int MaxDepth = 200;

    /// <summary>What <c>str</c> gives, with its origin.</summary>
    public static TracedText Of(object? value) => value as TracedText ?? new TracedText(Write(value), OriginOf(value));

    /// <summary>The name of a value's type, for messages.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "None",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        TracedText => "str",
        JinjaTuple => "tuple",
        JinjaDict => "dict",
        JinjaGenerator => "generator",
        Undefined => "undefined value",
        IReadOnlyList<object?> => "list",
        Callable => "function",
        _ => value.GetType().Name,
    };

    /// <summary>The origin of what is made of a value: that of the first text in it that is not the template's.</summary>
    public static int OriginOf(object? value, int depth = 0)
    {
        if (depth > MaxDepth)
            return TracedText.OtherData;
        return value switch
        {
            TracedText text => text.Origin,
            JinjaDict dict => FirstData(dict.SelectMany(pair => new[] { JinjaDict.FromKey(pair.Key), pair.Value })),
            IReadOnlyList<object?> list => FirstData(list),
            _ => TracedText.Template,
        };

        int FirstData(IEnumerable<object?> items) => items.Select(item => OriginOf(item, depth + 1)).FirstOrDefault(origin => origin != TracedText.Template);
    }

    /// <summary>White space as Python counts it in <c>str.strip</c>: with the four separators from U+001C on.</summary>
    public static bool IsWhiteSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F';

    static string Write(object? value) => value switch
    {
        Undefined => "",
        _ => Repr(value, 0),
    };

    /// <summary>What <c>repr</c> gives.</summary>
    public static string Repr(object? value, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new JinjaException($"A value is nested deeper than {MaxDepth}.");
        return value switch
        {
            null => "None",
            bool flag => flag ? "True" : "False",
            long number => number.ToString(CultureInfo.InvariantCulture),
            BigInteger number => number.ToString(CultureInfo.InvariantCulture),
            double number => PythonNumbers.ToText(number),
            TracedText text => Quote(text.Text),
            Undefined => "Undefined",
            JinjaDict dict => "{" + string.Join(", ", dict.Select(pair => Repr(JinjaDict.FromKey(pair.Key), depth + 1) + ": " + Repr(pair.Value, depth + 1))) + "}",
            JinjaTuple { Count: 1 } tuple => "(" + Repr(tuple[0], depth + 1) + ",)",
            JinjaTuple tuple => "(" + string.Join(", ", tuple.Select(item => Repr(item, depth + 1))) + ")",
            IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(item => Repr(item, depth + 1))) + "]",
            _ => throw new JinjaException($"A {TypeName(value)} cannot be written as text."),
        };
    }

    static string Quote(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var units) != System.Buffers.OperationStatus.Done)
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            else
                AppendQuoted(quoted, rune, quote);
            at += units;
        }

        return quoted.Append(quote).ToString();
    }

    static void AppendQuoted(StringBuilder quoted, Rune rune, char quote)
    {
        switch (rune.Value)
        {
            case '\\':
                quoted.Append(@"\\");
                break;
            case '\n':
                quoted.Append(@"\n");
                break;
            case '\r':
                quoted.Append(@"\r");
                break;
            case '\t':
                quoted.Append(@"\t");
                break;
            case var code when code == quote:
                quoted.Append('\\').Append(quote);
                break;
            case var code when IsPrintable(rune):
                quoted.Append(char.ConvertFromUtf32(code));
                break;
            case var code:
                quoted.Append(code < 0x100 ? @"\x" : code < 0x10000 ? @"\u" : @"\U");
                quoted.Append(code.ToString(code < 0x100 ? "x2" : code < 0x10000 ? "x4" : "x8", CultureInfo.InvariantCulture));
                break;
        }
    }

    static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
