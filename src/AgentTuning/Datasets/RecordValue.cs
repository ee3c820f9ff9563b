using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>A value within a foreign record that knows where it stands, so that a fault can be named.</summary>
/// <param name="Place">The file and the line or index.</param>
/// <param name="Path">The path within the record; empty for the record.</param>
/// <param name="Element">The value; undefined where the record has none.</param>
readonly record struct RecordValue(string Place, string Path, JsonElement Element)
{
    /// <summary>True where there is nothing, or null.</summary>
    public bool IsAbsent => Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>A field of this object.</summary>
    public RecordValue this[string field] => Element.ValueKind == JsonValueKind.Object
        ? this with { Path = Path.Length == 0 ? field : $"{Path}.{field}", Element = Element.TryGetProperty(field, out var value) ? value : default }
        : throw Fault("an object");

    /// <summary>The elements of this list.</summary>
    public IEnumerable<RecordValue> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
            throw Fault("a list");
        var (self, index) = (this, 0);
        return Element.EnumerateArray().Select(element => self with { Path = $"{self.Path}[{index++}]", Element = element });
    }

    /// <summary>This text.</summary>
    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
            throw Fault("a text");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{Place}: {Path} is {JsonFault.Quote(Element)}, expected a text of whole letters: half a surrogate pair is none.", exception);
        }
    }

    /// <summary>This text, or null where it is absent.</summary>
    public string? TextOrNull() => IsAbsent ? null : Text();

    /// <summary>This text or number as text, or null where it is absent.</summary>
    public string? IdOrNull() => Element.ValueKind == JsonValueKind.Number ? Element.GetRawText() : TextOrNull();

    /// <summary>True, false, or null where it is absent.</summary>
    public bool? FlagOrNull() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when IsAbsent => null,
        _ => throw Fault("true, false or null"),
    };

    /// <summary>0 or 1 as false or true, or null where it is absent.</summary>
    public bool? WeightOrNull() => Element.ValueKind switch
    {
        JsonValueKind.Number when Element.GetDouble() == 0 => false,
        JsonValueKind.Number when Element.GetDouble().Equals(1) => true,
        _ when IsAbsent => null,
        _ => throw Fault("0, 1 or null"),
    };

    /// <summary>This record as one of our own.</summary>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Element.Deserialize(type) ?? throw Fault("an object");
        }
        catch (JsonException exception)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(Element, RecordJson.Default.JsonElement);
            throw new InvalidDataException($"{Place}: {JsonFault.Describe(exception, json, type)}", exception);
        }
    }

    /// <summary>The fault that this value is not what was wanted.</summary>
    public InvalidDataException Fault(string wanted) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Place}: {(Path.Length == 0 ? "the record" : Path)} is {JsonFault.Quote(Element)}, expected {wanted}."));
}
