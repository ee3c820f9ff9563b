using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>Truth, length, elements and parts of values, as Python has them.</summary>
static class PythonValues
{
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        BigInteger number => !number.IsZero,
        double number => number != 0,
        TracedText text => text.Length > 0,
        JinjaDict dict => dict.Count > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        Undefined => false,
        _ => true,
    };

    /// <summary>The number of elements; of a text, of code points.</summary>
    public static long Length(object? value) => value switch
    {
        TracedText text => text.Text.EnumerateRunes().Count(),
        JinjaDict dict => dict.Count,
        IReadOnlyList<object?> list => list.Count,
        Undefined => 0,
        _ => throw new JinjaException($"A {PythonText.TypeName(value)} has no length."),
    };

    /// <summary>The elements: keys of a dict, characters of a text.</summary>
    public static IEnumerable<object?> Iterate(object? value) => value switch
    {
        TracedText text => Characters(text),
        JinjaDict dict => dict.Keys,
        IReadOnlyList<object?> list => list,
        JinjaGenerator generator => generator.Take(),
        Undefined => [],
        _ => throw new JinjaException($"A {PythonText.TypeName(value)} has no elements to go through."),
    };

    public static bool IsIterable(object? value) => value is TracedText or JinjaDict or IReadOnlyList<object?> or JinjaGenerator or Undefined;

    public static bool Contains(object? container, object? item)
    {
        if (container is TracedText text)
        {
            return item is TracedText part
                ? text.Text.Contains(part.Text, StringComparison.Ordinal)
                : throw (item as Undefined)?.Failure() ?? new JinjaException($"'in' a str needs a str, found a {PythonText.TypeName(item)}.");
        }

        return container is JinjaDict dict ? dict.TryGet(item, out _) : Iterate(container).Any(element => PythonEquality.AreEqual(element, item));
    }

    /// <summary>A part of a sequence; negative places count from the end.</summary>
    public static object? Slice(object? value, object? start, object? stop, object? step)
    {
        if (value is Undefined undefined)
            throw undefined.Failure();
        var stride = step is null ? 1 : Place(step);
        if (stride == 0)
            throw new JinjaException("A slice has the step 0.");
        if (value is TracedText text)
            return stride == 1 ? SliceText(text, start, stop) : TracedText.Join(Pick([.. Characters(text)], start, stop, stride).Cast<TracedText>());
        if (value is not IReadOnlyList<object?> list)
            throw new JinjaException($"A {PythonText.TypeName(value)} cannot be sliced.");
        var picked = Pick(list, start, stop, stride);
        return value is JinjaTuple ? new JinjaTuple(picked) : picked;
    }

    /// <summary>The element at a place of a text, counted in code points, or null beyond its ends.</summary>
    public static TracedText? CharacterAt(TracedText text, long index)
    {
        var characters = Characters(text).ToList();
        if (index < 0)
            index += characters.Count;
        return index >= 0 && index < characters.Count ? (TracedText?)characters[(int)index] : null;
    }

    static IEnumerable<object?> Characters(TracedText text)
    {
        for (var at = 0; at < text.Length;)
        {
            var units = char.IsHighSurrogate(text.Text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text.Text[at + 1]) ? 2 : 1;
            yield return text.Slice(at, units);
            at += units;
        }
    }

    static TracedText SliceText(TracedText text, object? start, object? stop)
    {
        var hasSurrogates = text.Text.Any(char.IsSurrogate);
        if (hasSurrogates)
            return TracedText.Join(Pick([.. Characters(text)], start, stop, 1).Cast<TracedText>());
        var (first, end) = (Bound(start, 0, text.Length), Bound(stop, text.Length, text.Length));
        return end > first ? text.Slice(first, end - first) : TracedText.Empty;
    }

    static List<object?> Pick(IReadOnlyList<object?> list, object? start, object? stop, int stride)
    {
        var picked = new List<object?>();
        if (stride > 0)
        {
            for (long i = Bound(start, 0, list.Count); i < Bound(stop, list.Count, list.Count); i += stride)
                picked.Add(list[(int)i]);
        }
        else
        {
            var first = start is null ? list.Count - 1 : BoundBackwards(Place(start), list.Count);
            var last = stop is null ? -1 : BoundBackwards(Place(stop), list.Count);
            for (long i = first; i > last; i += stride)
                picked.Add(list[(int)i]);
        }

        return picked;
    }

    static int Bound(object? place, int absent, int length)
    {
        if (place is null)
            return absent;
        var at = Place(place);
        return Math.Clamp(at < 0 ? at + length : at, 0, length);
    }

    static int BoundBackwards(int place, int length) => Math.Clamp(place < 0 ? place + length : place, -1, length - 1);

    static int Place(object? value) => PythonNumbers.IsInteger(value, out var number)
        ? (int)BigInteger.Max(BigInteger.Min(number, int.MaxValue / 2), int.MinValue / 2)
        : throw (value as Undefined)?.Failure() ?? new JinjaException($"A slice needs whole numbers, found a {PythonText.TypeName(value)}.");
}
