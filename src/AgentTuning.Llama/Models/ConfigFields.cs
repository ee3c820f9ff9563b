using System.Text.Json;

namespace AgentTuning.Llama.Models;

/// <summary>The fields of a <c>config.json</c>, each with the message for what is wrong with it.</summary>
readonly struct ConfigFields(JsonElement root, string source)
{
    /// <summary>The name of a number type in a configuration.</summary>
    public static string NameOf(WeightType type) => type switch
    {
        WeightType.F32 => "float32",
        WeightType.F16 => "float16",
        WeightType.BF16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The object that holds the fields.</summary>
    public JsonElement Root => root;

    /// <summary>Names the configuration in messages.</summary>
    public string Source => source;

    /// <summary>True where a field is there and not null.</summary>
    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>True where a field is there, null or not: an absent one has the family's default.</summary>
    public bool Mentions(string name) => root.TryGetProperty(name, out _);

    /// <summary>The fields of an object within, or null where there is none.</summary>
    public ConfigFields? Object(string name)
    {
        if (!Has(name)) return null;
        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.Object ? new ConfigFields(value, $"{source}, {name}") : throw Unsupported(name, "an object or null");
    }

    /// <summary>Whole numbers: one, or a list of them; empty where the field is absent.</summary>
    public IReadOnlyList<int> Integers(string name)
    {
        if (!Has(name)) return [];
        var value = root.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Array) return [Integer(name)];
        var numbers = new List<int>();
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var number)) throw Unsupported(name, "whole numbers");
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>Texts of a list; empty where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!Has(name)) return [];
        var value = root.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.String))
            throw Unsupported(name, "a list of texts");
        return [.. value.EnumerateArray().Select(element => element.GetString()!)];
    }

    /// <summary>A whole number that must be there.</summary>
    public int Integer(string name)
    {
        if (!root.TryGetProperty(name, out var value))
            throw new InvalidDataException($"{source}: {name} is missing, and a model's configuration needs it.");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Unsupported(name, "a whole number");
    }

    /// <summary>A whole number, or what it is where it is absent.</summary>
    public int Integer(string name, int absent) => Has(name) ? Integer(name) : absent;

    /// <summary>A finite number, or what it is where it is absent.</summary>
    public double Number(string name, double absent)
    {
        if (!Has(name)) return absent;
        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Unsupported(name, "a number");
    }

    /// <summary>A text, or what it is where it is absent.</summary>
    public string Text(string name, string absent)
    {
        if (!Has(name)) return absent;
        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unsupported(name, "a text");
    }

    /// <summary>Yes or no; no where it is absent, unless said otherwise.</summary>
    public bool Flag(string name, bool absent = false)
    {
        if (!Has(name)) return absent;
        var value = root.GetProperty(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Unsupported(name, "true or false");
    }

    /// <summary>What to throw where a field's value is not supported.</summary>
    public InvalidDataException Unsupported(string name, string wanted) =>
        new($"{source}: {name} is {(root.TryGetProperty(name, out var value) ? Shorten(value) : "missing")}, expected {wanted}.");

    static string Shorten(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}
