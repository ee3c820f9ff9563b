using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>Equality of keys as Python has it: 1, 1.0 and True are one key.</summary>
sealed class PythonKeys : IEqualityComparer<object>
{
    public static PythonKeys Instance { get; } = new();

    public new bool Equals(object? x, object? y) => PythonEquality.AreEqual(x, y);

    public int GetHashCode(object obj) => obj switch
    {
        bool flag => (flag ? 1.0 : 0.0).GetHashCode(),
        long number => ((double)number).GetHashCode(),
        double number => number.GetHashCode(),
        BigInteger number => ((double)number).GetHashCode(),
        Undefined => 0, // all of them are equal
        JinjaTuple tuple => tuple.Aggregate(17, (hash, item) => (hash * 31) + (item is null ? 0 : GetHashCode(item))),
        _ => obj.GetHashCode(),
    };
}
