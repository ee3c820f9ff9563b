using System.Collections.Immutable;
using System.Text.Json;

namespace AgentTuning.Llama.Lora;

/// <summary>The fields of an <c>adapter_config.json</c>, each checked when it is read.</summary>
/// <param name="root">Of the file.</param>
/// <param name="path">For messages.</param>
sealed class AdapterFields(JsonElement root, string path)
{
    /// <summary>An error about a field.</summary>
    public InvalidDataException Wrong(string name, string wanted)
    {
        var found = root.TryGetProperty(name, out var value) ? value.GetRawText() : "missing";
        return new($"{path}: {name} is {(found.Length > 80 ? found[..80] + "…" : found)}, expected {wanted}.");
    }

    /// <summary>True where a field says nothing: absent, null, false, or empty.</summary>
    public bool IsUnset(string name) => !root.TryGetProperty(name, out var value) || value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>A text; null where it is absent.</summary>
    public string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>A number.</summary>
    public double Number(string name, double absent) => Value(name) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        _ => throw Wrong(name, "a number"),
    };

    /// <summary>A whole number.</summary>
    public int Integer(string name, int absent) => Value(name) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    /// <summary>True or false.</summary>
    public bool Flag(string name) => Value(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>Names of modules, or one expression; null where it is absent.</summary>
    public ImmutableArray<string>? Modules(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "names of modules"))],
        _ => throw Wrong(name, "a list of names, or one expression"),
    };

    /// <summary>Whole numbers: one, or a list; null where it is absent or empty.</summary>
    public ImmutableArray<int>? Integers(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } => [Integer(name, 0)],
        { ValueKind: JsonValueKind.Array } value when value.GetArrayLength() == 0 => null,
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) ? number : throw Wrong(name, "whole numbers"))],
        _ => throw Wrong(name, "whole numbers"),
    };

    /// <summary>Positive numbers by expressions for names, in the order of the file.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Patterns(string name, bool areWhole)
    {
        if (Value(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(name, "numbers by names of modules");
        return [.. value.EnumerateObject().Select(property =>
            property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var number) && number is > 0 and < 1e9 && !(areWhole && number != Math.Floor(number))
                ? KeyValuePair.Create(property.Name, number)
                : throw Wrong(name, areWhole ? "positive whole numbers by names of modules" : "positive numbers by names of modules"))];
    }

    /// <summary>True where a field is <c>layers</c>, alone or in a list.</summary>
    public bool IsLayersPattern(string name) => Value(name) is not { } value || value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == "layers",
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString() == "layers"),
        _ => false,
    };

    /// <summary>True where a field is true or one of some texts.</summary>
    public bool IsTrueOrOneOf(string name, IReadOnlyList<string> texts) => Value(name) is not { } value || value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => texts.Contains(value.GetString(), StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    JsonElement? Value(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
