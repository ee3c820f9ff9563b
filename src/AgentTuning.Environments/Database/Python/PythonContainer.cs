using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Python;

/// <summary>A list, tuple, set or dict of Python values.</summary>
public sealed record PythonContainer
{
    PythonContainer(PythonContainerKind kind, ImmutableArray<object?> items, ImmutableArray<object?> values)
    {
        Kind = kind;
        Items = items;
        Values = values;
    }

    /// <summary>Which collection it is.</summary>
    public PythonContainerKind Kind { get; }

    /// <summary>The items in their order; the keys of a dict.</summary>
    public ImmutableArray<object?> Items { get; }

    /// <summary>The values of a dict, as many as <see cref="Items"/>; empty otherwise.</summary>
    public ImmutableArray<object?> Values { get; }

    /// <summary>A list.</summary>
    public static PythonContainer List(ImmutableArray<object?> items) => new(PythonContainerKind.List, items, []);

    /// <summary>A tuple.</summary>
    public static PythonContainer Tuple(ImmutableArray<object?> items) => new(PythonContainerKind.Tuple, items, []);

    /// <summary>A set; items that are equal in Python count once.</summary>
    public static PythonContainer Set(ImmutableArray<object?> items) =>
        new(PythonContainerKind.Set, [.. items.Distinct(PythonEquality.Comparer)], []);

    /// <summary>A dict; the last value of a repeated key counts.</summary>
    public static PythonContainer Dict(ImmutableArray<object?> keys, ImmutableArray<object?> values)
    {
        var distinct = new OrderedDictionary<PythonKey, object?>();
        for (var i = 0; i < keys.Length; i++)
        {
            var key = new PythonKey(keys[i]);
            distinct[key] = values[i];
        }

        return new(PythonContainerKind.Dict, [.. distinct.Keys.Select(key => key.Value)], [.. distinct.Values]);
    }

    /// <inheritdoc/>
    public override string ToString() => PythonLiteral.Print(this);
}
