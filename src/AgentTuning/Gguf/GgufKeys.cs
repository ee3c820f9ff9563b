using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Gguf;

/// <summary>The keys and values of a GGUF file. Whole numbers of all widths read alike.</summary>
/// <param name="source">Names the file in messages.</param>
/// <param name="values">Text, bool, long, ulong, float, double, or an array of one of them, by key.</param>
public sealed class GgufKeys(string source, IReadOnlyDictionary<string, object> values)
{
    /// <summary>All keys.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>True where the key is there.</summary>
    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>A text; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind.</exception>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        string text => text,
        var other => throw Wrong(key, other, "a text"),
    };

    /// <summary>A truth value; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind.</exception>
    public bool? Truth(string key) => Find(key) switch
    {
        null => null,
        bool truth => truth,
        var other => throw Wrong(key, other, "true or false"),
    };

    /// <summary>A whole number from 0 on; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind or beyond 32 bits.</exception>
    public int? WholeNumber(string key) => Find(key) switch
    {
        null => null,
        long and >= 0 and <= int.MaxValue and var number => (int)number,
        ulong and <= int.MaxValue and var number => (int)number,
        var other => throw Wrong(key, other, "a whole number from 0 to 2147483647"),
    };

    /// <summary>A number; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind or not finite.</exception>
    public double? Number(string key) => Find(key) switch
    {
        null => null,
        float number when float.IsFinite(number) => number,
        double number when double.IsFinite(number) => number,
        long number => number,
        ulong number => number,
        var other => throw Wrong(key, other, "a number"),
    };

    /// <summary>Texts; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind.</exception>
    public ImmutableArray<string>? Texts(string key) => Array(key, "texts", value => value as string);

    /// <summary>Whole numbers; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind or beyond 32 bits.</exception>
    public ImmutableArray<int>? WholeNumbers(string key) => Array(key, "whole numbers of 32 bits", value => value switch
    {
        long and >= int.MinValue and <= int.MaxValue and var number => (int?)number,
        ulong and <= int.MaxValue and var number => (int?)number,
        _ => null,
    });

    /// <summary>Numbers; null where the key is missing.</summary>
    /// <exception cref="InvalidDataException">The value is of another kind.</exception>
    public ImmutableArray<float>? Numbers(string key) => Array(key, "numbers", value => value switch
    {
        float number => (float?)number,
        double number => (float?)number,
        _ => null,
    });

    ImmutableArray<T>? Array<T>(string key, string wanted, Func<object, T?> convert)
        where T : class =>
        Items(key, wanted) is not { } items ? null : [.. items.Select(item => convert(item) ?? throw Wrong(key, item, wanted))];

    ImmutableArray<T>? Array<T>(string key, string wanted, Func<object, T?> convert)
        where T : struct =>
        Items(key, wanted) is not { } items ? null : [.. items.Select(item => convert(item) ?? throw Wrong(key, item, wanted))];

    object[]? Items(string key, string wanted) => Find(key) switch
    {
        null => null,
        object[] items => items,
        var other => throw Wrong(key, other, wanted),
    };

    object? Find(string key) => values.GetValueOrDefault(key);

    InvalidDataException Wrong(string key, object found, string wanted)
    {
        var text = found is object[] items ? $"an array of {items.Length}" : Convert.ToString(found, CultureInfo.InvariantCulture)!;
        return new($"{source}: {key} is {(text.Length > 80 ? string.Concat(text.AsSpan(0, 80), "…") : text)}, expected {wanted}.");
    }
}
