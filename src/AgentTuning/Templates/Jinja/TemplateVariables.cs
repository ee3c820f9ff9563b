using System.Numerics;
using System.Text.Json;

namespace AgentTuning.Templates.Jinja;

/// <summary>What a template is given, by name.</summary>
public sealed class TemplateVariables
{
    const int MaxDepth = 100;
    const string Role = "role";

    readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>Sets a text that counts as the template's own, such as a special token.</summary>
    public void SetTrusted(string name, string text) => _values[name] = new TracedText(text, TracedText.Template);

    /// <summary>Sets a flag.</summary>
    public void SetFlag(string name, bool value) => _values[name] = value;

    /// <summary>Sets a variable to a JSON value that is no message.</summary>
    /// <exception cref="JinjaException">It is nested too deep, or holds what is no Unicode.</exception>
    public void SetJson(string name, JsonElement value) => _values[name] = FromJson(value, TracedText.OtherData, 0);

    /// <summary>Sets <c>messages</c>: each one's texts know that they are its own; its role counts as the template's, which writes it into headers.</summary>
    /// <exception cref="JinjaException">They are nested too deep, or hold what is no Unicode.</exception>
    public void SetMessages(IEnumerable<JsonElement> messages) =>
        _values["messages"] = messages.Select((message, index) => FromMessage(message, index + 1)).ToList();

    static object? FromMessage(JsonElement message, int origin)
    {
        var value = FromJson(message, origin, 0);
        if (value is JinjaDict dict && message.TryGetProperty(Role, out var role) && role.ValueKind == JsonValueKind.String && role.GetString() is { } name && IsPlain(name))
            dict[new TracedText(Role, origin)] = new TracedText(name, TracedText.Template);
        return value;
    }

    // A role that could spell a special token is data.
    static bool IsPlain(string role) => role.All(unit => char.IsAsciiLetter(unit) || unit is '_' or '-');

    static object? FromJson(JsonElement value, int origin, int depth)
    {
        if (depth > MaxDepth)
            throw new JinjaException($"A value is nested deeper than {MaxDepth}.");
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return new TracedText(TextOf(value), origin);
            case JsonValueKind.Number:
                return NumberOf(value);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(item => FromJson(item, origin, depth + 1)).ToList();
            case JsonValueKind.Object:
                var dict = new JinjaDict();
                foreach (var member in value.EnumerateObject())
                    dict[new TracedText(member.Name, origin)] = FromJson(member.Value, origin, depth + 1);
                return dict;
            default:
                return null;
        }
    }

    static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JinjaException($"A text is no valid Unicode: {e.Message}");
        }
    }

    static object NumberOf(JsonElement value)
    {
        var text = value.GetRawText();
        if (text.AsSpan().IndexOfAny(".eE") >= 0)
            return value.GetDouble();
        if (value.TryGetInt64(out var number))
            return number;
        return BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
