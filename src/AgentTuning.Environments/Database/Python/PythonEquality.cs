using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Python's <c>==</c>: numbers by value across types (<c>1 == 1.0 == True</c>), everything else by type and content.</summary>
public sealed class PythonEquality : IEqualityComparer<object?>
{
    PythonEquality()
    {
    }

    /// <summary>The only one needed.</summary>
    public static PythonEquality Comparer { get; } = new();

    /// <summary>True for values that Python accepts in a set: no list, set or dict, at any depth of tuples.</summary>
    public static bool IsHashable(object? value) => value switch
    {
        PythonContainer { Kind: PythonContainerKind.Tuple } tuple => tuple.Items.All(IsHashable),
        PythonContainer => false,
        _ => true,
    };

    /// <inheritdoc/>
    public new bool Equals(object? x, object? y)
    {
        if (IsNumber(x) && IsNumber(y))
            return NumbersAreEqual(x!, y!);
        return (x, y) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (PythonContainer a, PythonContainer b) => CollectionsAreEqual(a, b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            _ => x.Equals(y),
        };
    }

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] object? obj) => obj switch
    {
        null => 0,
        bool or int or long or BigInteger or double or decimal => NumberHash(obj),
        string text => text.GetHashCode(StringComparison.Ordinal),
        byte[] bytes => StructuralComparisons.StructuralEqualityComparer.GetHashCode(bytes),
        PythonContainer { Kind: PythonContainerKind.Tuple } tuple => tuple.Items.Aggregate(7, (hash, item) => HashCode.Combine(hash, item is null ? 0 : GetHashCode(item))),
        PythonContainer items => (int)items.Kind,
        _ => obj.GetHashCode(),
    };

    static bool IsNumber(object? value) => value is bool or int or long or BigInteger or double or decimal;

    static bool NumbersAreEqual(object x, object y)
    {
        if (x is double or decimal || y is double or decimal)
        {
            if (TryExact(x, out var a) && TryExact(y, out var b))
                return a == b;
            return x is double first && y is double second && first == second;
        }

        return Whole(x) == Whole(y);
    }

    // A whole number or a fraction with a power of ten or two below; both sides scaled to whole numbers compare exactly.
    static bool TryExact(object value, out (BigInteger Numerator, BigInteger Denominator) exact)
    {
        exact = default;
        switch (value)
        {
            case double number when !double.IsFinite(number):
                return false;
            case double number:
                exact = FromDouble(number);
                return true;
            case decimal number:
                var bits = decimal.GetBits(number);
                var scale = (bits[3] >> 16) & 0xFF;
                var digits = new BigInteger(decimal.Parse(number.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
                exact = Reduced(digits, BigInteger.Pow(10, scale));
                return true;
            default:
                exact = (Whole(value), BigInteger.One);
                return true;
        }
    }

    static (BigInteger, BigInteger) FromDouble(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFF);
        if (exponent == 0)
            exponent++;
        else
            mantissa += BigInteger.One << 52;
        exponent -= 1075;
        if (bits < 0)
            mantissa = -mantissa;
        return exponent >= 0 ? (mantissa << exponent, BigInteger.One) : Reduced(mantissa, BigInteger.One << -exponent);
    }

    static (BigInteger, BigInteger) Reduced(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsZero ? (numerator, denominator) : (numerator / divisor, denominator / divisor);
    }

    static BigInteger Whole(object value) => value switch
    {
        bool truth => truth ? BigInteger.One : BigInteger.Zero,
        int number => number,
        long number => number,
        _ => (BigInteger)value,
    };

    static int NumberHash(object value) => TryExact(value, out var exact) ? exact.GetHashCode() : value.GetHashCode();

    bool CollectionsAreEqual(PythonContainer a, PythonContainer b)
    {
        if (a.Kind != b.Kind || a.Items.Length != b.Items.Length)
            return false;
        if (a.Kind is PythonContainerKind.List or PythonContainerKind.Tuple)
            return a.Items.SequenceEqual(b.Items, this);
        if (a.Kind == PythonContainerKind.Set)
            return a.Items.All(item => b.Items.Contains(item, this));
        for (var i = 0; i < a.Items.Length; i++)
        {
            var other = b.Items.ToList().FindIndex(key => Equals(key, a.Items[i]));
            if (other < 0 || !Equals(a.Values[i], b.Values[other]))
                return false;
        }

        return true;
    }
}
