using System.Buffers;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Database.Reference;

/// <summary>Reads an observation: rows printed as a Python list of tuples, such as <c>[('Ada', 3), ('Bob', None)]</c>.</summary>
static class PrintedRows
{
    static readonly SearchValues<char> NumberParts = SearchValues.Create("+-.0123456789einfa");

    /// <summary>
    /// The first value of every row as text, null for <c>None</c>; or null where the observation is an error, was cut short, or has rows of several values.
    /// </summary>
    public static List<string?>? ReadColumn(string observation)
    {
        var values = new List<string?>();
        var text = observation.AsSpan().Trim();
        if (text is not ['[', .., ']'])
            return null;
        text = text[1..^1];
        while (text.Length > 0)
        {
            if (text[0] != '(' || ReadValue(text[1..], out var value) is not { } length)
                return null;
            text = text[(1 + length)..];
            if (!text.StartsWith(",)"))
                return null;
            text = text[2..];
            values.Add(value);
            if (text.StartsWith(", "))
                text = text[2..];
            else if (text.Length > 0)
                return null;
        }

        return values;
    }

    /// <summary>Whether the values answer as the labels do: one number equal to another, one text equal to another, or the same set of texts.</summary>
    public static bool Answers(IReadOnlyList<string?> values, IReadOnlyList<object?> labels)
    {
        if (labels.Count == 1 && values.Count == 1)
        {
            var label = labels[0] as string ?? PythonLiteral.Print(labels[0]);
            return IsNumber(values[0], out var found) && IsNumber(label, out var wanted) ? found.Equals(wanted) : values[0] == label;
        }

        return labels.Count > 1 && labels.All(label => label is string) && labels.Cast<string?>().ToHashSet().SetEquals(values);
    }

    static bool IsNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    static int? ReadValue(ReadOnlySpan<char> text, out string? value)
    {
        const string DecimalStart = "Decimal('";
        value = null;
        if (text.StartsWith("None"))
            return 4;
        if (text.StartsWith(DecimalStart))
        {
            var end = text.IndexOf("')");
            if (end < 0)
                return null;
            value = text[DecimalStart.Length..end].ToString();
            return end + 2;
        }

        if (text is ['\'' or '"', ..])
            return ReadText(text, out value);
        var length = text.IndexOfAnyExcept(NumberParts);
        if (length <= 0)
            return null;
        value = text[..length].ToString();
        return length;
    }

    static int? ReadText(ReadOnlySpan<char> text, out string? value)
    {
        var read = new StringBuilder();
        value = null;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[0])
            {
                value = read.ToString();
                return i + 1;
            }

            if (text[i] != '\\')
                read.Append(text[i]);
            else if (++i < text.Length && text[i] is '\\' or '\'' or '"')
                read.Append(text[i]);
            else if (i < text.Length && text[i] is 'n' or 't' or 'r')
                read.Append(text[i] switch { 'n' => '\n', 't' => '\t', _ => '\r' });
            else
                return null;
        }

        return null;
    }
}
