using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace AgentTuning.Files;

/// <summary>Says in words why a text is not the record that was expected: the field, the value found, the value wanted.</summary>
public static partial class JsonFault
{
    const int LongestValue = 60;

    /// <summary>The sentence for a failed reading.</summary>
    /// <param name="exception">What the reader threw.</param>
    /// <param name="json">What was read, UTF-8.</param>
    /// <param name="type">What it was read as.</param>
    public static string Describe(JsonException exception, ReadOnlyMemory<byte> json, JsonTypeInfo type)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException syntax)
        {
            return $"not JSON at byte {At(syntax)}: {FirstSentence(syntax.Message)} Found {Quote(Around(json.Span, syntax))}.";
        }

        using (document)
        {
            var (field, found, wanted) = Follow(exception.Path ?? "$", document.RootElement, type);
            if (wanted is not null && Missing(found, wanted) is { Length: > 0 } missing)
                return $"{(field.Length == 0 ? "the record" : field)} lacks {string.Join(", ", missing)}.";
            return $"{(field.Length == 0 ? "the record" : field)} is {Quote(found)}, expected {Wanted(wanted)}.";
        }
    }

    /// <summary>A value as a message shows it, shortened where it is long.</summary>
    public static string Quote(JsonElement value) => Quote(value.ValueKind == JsonValueKind.Undefined ? "missing" : value.GetRawText());

    static string Quote(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";

    static string At(JsonException exception) => (exception.BytePositionInLine ?? 0).ToString(CultureInfo.InvariantCulture);

    static string Around(ReadOnlySpan<byte> json, JsonException exception)
    {
        var at = (int)Math.Clamp(exception.BytePositionInLine ?? 0, 0, json.Length);
        var text = Encoding.UTF8.GetString(json[Math.Max(0, at - 15)..Math.Min(json.Length, at + 15)]);
        return text.Length == 0 ? "nothing" : $"'{text}'";
    }

    static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Trim();
    }

    static (string Field, JsonElement Found, JsonTypeInfo? Wanted) Follow(string path, JsonElement value, JsonTypeInfo? type)
    {
        foreach (Match step in PathStep().Matches(path))
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                var i = int.Parse(index.ValueSpan, CultureInfo.InvariantCulture);
                value = value.ValueKind == JsonValueKind.Array && i < value.GetArrayLength() ? value[i] : default;
                type = type?.ElementType is { } element ? type.Options.GetTypeInfo(element) : null;
            }
            else
            {
                var name = step.Groups["name"].Value + step.Groups["quoted"].Value;
                value = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var inner) ? inner : default;
                var property = type?.Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.Ordinal));
                type = (property?.PropertyType ?? type?.ElementType) is { } next ? type!.Options.GetTypeInfo(next) : null;
            }
        }

        return (path.TrimStart('$').TrimStart('.'), value, type);
    }

    static string[] Missing(JsonElement found, JsonTypeInfo wanted) => found.ValueKind != JsonValueKind.Object
        ? []
        : [.. wanted.Properties.Where(property => property.IsRequired && !found.TryGetProperty(property.Name, out _)).Select(property => $"'{property.Name}'")];

    static string Wanted(JsonTypeInfo? type)
    {
        if (type is null)
            return "another value";
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var orNull = plain == type.Type ? "" : " or null";
        if (plain.IsEnum)
            return $"one of {string.Join(", ", plain.GetFields(BindingFlags.Public | BindingFlags.Static).Select(WireName))}{orNull}";
        var noun = Type.GetTypeCode(plain) switch
        {
            TypeCode.String => "a text",
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "a number",
            _ when plain == typeof(DateTimeOffset) => "a date and time",
            _ when type.Kind == JsonTypeInfoKind.Enumerable => "a list",
            _ => "an object",
        };
        return noun + orNull;
    }

    static string WireName(FieldInfo member) => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name;

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]|\['(?<quoted>[^']*)'\]")]
    private static partial Regex PathStep();
}
