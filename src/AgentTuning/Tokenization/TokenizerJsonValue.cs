using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentTuning.Tokenization;

/// <summary>A value of a tokenizer's file that knows where it stands, so that every complaint names file, key, what was found and what was wanted.</summary>
/// <param name="file">The file's path.</param>
/// <param name="key">The way to the value, such as <c>model.type</c>; empty for the whole file.</param>
/// <param name="element">The value; undefined where the key is missing.</param>
readonly struct TokenizerJsonValue(string file, string key, JsonElement element)
{
    const int LongestFound = 80;

    /// <summary>True where the key is missing or its value is null.</summary>
    public bool IsAbsent => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>True where the value is a text.</summary>
    public bool IsString => element.ValueKind == JsonValueKind.String;

    /// <summary>True where the value is an array.</summary>
    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    /// <summary>The member of an object, which may be missing.</summary>
    public TokenizerJsonValue this[string name]
    {
        get
        {
            Expect(element.ValueKind == JsonValueKind.Object, "an object");
            return new TokenizerJsonValue(
                file, key.Length == 0 ? name : $"{key}.{name}", element.TryGetProperty(name, out var member) ? member : default);
        }
    }

    /// <summary>The member of an object; missing where there is no object either.</summary>
    public TokenizerJsonValue Member(string name) => element.ValueKind == JsonValueKind.Undefined ? default : this[name];

    /// <summary>The members of an object, by name.</summary>
    public IEnumerable<(string Name, TokenizerJsonValue Value)> Members()
    {
        Expect(element.ValueKind == JsonValueKind.Object, "an object");
        var (path, parent) = (file, key);
        return element.EnumerateObject().Select(
            member => (member.Name, new TokenizerJsonValue(path, $"{parent}[\"{member.Name}\"]", member.Value)));
    }

    /// <summary>The items of an array.</summary>
    public TokenizerJsonValue[] Items()
    {
        Expect(element.ValueKind == JsonValueKind.Array, "an array");
        var (path, parent) = (file, key);
        return [.. element.EnumerateArray().Select((item, index) => new TokenizerJsonValue(path, $"{parent}[{index}]", item))];
    }

    /// <summary>The text.</summary>
    public string Text()
    {
        Expect(IsString, "a text");
        return element.GetString()!;
    }

    /// <summary>The text, which is one of those given.</summary>
    public string Text(params ReadOnlySpan<string> supported)
    {
        var text = IsString ? element.GetString()! : "";
        if (!supported.Contains(text))
            Fail(Choice([.. supported.ToArray().Select(choice => $"\"{choice}\"")]));
        return text;
    }

    /// <summary>The number, from 0 on and below the limit.</summary>
    public int Number(int limit)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= 0 && number < limit)
            return number;
        throw Failure($"a whole number from 0 to {limit - 1}");
    }

    /// <summary>The number, whole or not.</summary>
    public double Real()
    {
        Expect(element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number), "a number");
        return element.GetDouble();
    }

    /// <summary>The one character of a text.</summary>
    public char Character()
    {
        var text = Text();
        Expect(text.Length == 1, "one character");
        return text[0];
    }

    /// <summary>The truth value, or the one given where the key is missing.</summary>
    public bool Truth(bool missing)
    {
        if (IsAbsent)
            return missing;
        Expect(element.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false");
        return element.GetBoolean();
    }

    /// <summary>Complains unless the claim holds.</summary>
    public void Expect([DoesNotReturnIf(false)] bool claim, string wanted)
    {
        if (!claim)
            Fail(wanted);
    }

    /// <summary>The complaint that the value is not what was wanted.</summary>
    public InvalidDataException Failure(string wanted)
    {
        var found = element.ValueKind == JsonValueKind.Undefined ? "missing" : OnOneLine();
        if (found.Length > LongestFound)
            found = string.Concat(found.AsSpan(0, LongestFound), "…");
        return new InvalidDataException($"{file}: {(key.Length == 0 ? "the file" : key)} is {found}, expected {wanted}.");
    }

    static string Choice(string[] choices) => choices.Length == 1 ? choices[0] : $"{string.Join(", ", choices[..^1])} or {choices[^1]}";

    string OnOneLine()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            element.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    [DoesNotReturn]
    void Fail(string wanted) => throw Failure(wanted);
}
