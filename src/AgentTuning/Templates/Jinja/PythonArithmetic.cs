using System.Numerics;

namespace AgentTuning.Templates.Jinja;

/// <summary>Arithmetic as Python has it.</summary>
static class PythonArithmetic
{
    const int MaxExponent = 4096;

    public static object Add(object? left, object? right, RenderBudget budget)
    {
        RequireDefined(left, right);
        switch (left, right)
        {
            case (TracedText a, TracedText b):
                budget.Characters((long)a.Length + b.Length);
                return a.IsMarkup || b.IsMarkup ? MarkupText.Join([a, b], budget) : a.Append(b);
            case (JinjaTuple a, JinjaTuple b):
                budget.Step(a.Count + b.Count);
                return new JinjaTuple([.. a, .. b]);
            case (List<object?> a, List<object?> b):
                budget.Step(a.Count + b.Count);
                return new List<object?>([.. a, .. b]);
            default:
                return Numbers("+", left, right, (a, b) => a + b, (a, b) => a + b);
        }
    }

    public static object Subtract(object? left, object? right)
    {
        RequireDefined(left, right);
        return Numbers("-", left, right, (a, b) => a - b, (a, b) => a - b);
    }

    public static object Multiply(object? left, object? right, RenderBudget budget)
    {
        RequireDefined(left, right);
        if (right is TracedText or IReadOnlyList<object?>)
            (left, right) = (right, left);
        if (left is TracedText or IReadOnlyList<object?> && PythonNumbers.IsInteger(right, out var count))
            return Repeat(left, (int)BigInteger.Min(BigInteger.Max(count, 0), int.MaxValue), budget);
        return Numbers("*", left, right, (a, b) => a * b, (a, b) => a * b);
    }

    public static object Divide(object? left, object? right)
    {
        RequireDefined(left, right);
        if (!PythonNumbers.IsNumber(left, out var a) || !PythonNumbers.IsNumber(right, out var b))
            throw Wrong("/", left, right);
        return b == 0 ? throw new JinjaException("Division by zero.") : a / b;
    }

    public static object FloorDivide(object? left, object? right)
    {
        RequireDefined(left, right);
        RequireNotZero(right);
        return Numbers("//", left, right, FloorDivide, (a, b) => Math.Floor(a / b));
    }

    public static object Modulo(object? left, object? right, RenderBudget budget)
    {
        RequireDefined(left, right);
        if (left is TracedText format)
            return PercentFormat.Apply(format, right, budget);
        RequireNotZero(right);
        return Numbers("%", left, right, (a, b) => a - (FloorDivide(a, b) * b), (a, b) => a - (Math.Floor(a / b) * b));
    }

    public static object Power(object? left, object? right)
    {
        RequireDefined(left, right);
        if (PythonNumbers.IsInteger(left, out var number) && PythonNumbers.IsInteger(right, out var exponent) && exponent >= 0)
        {
            return exponent <= MaxExponent
                ? PythonNumbers.ToLong(BigInteger.Pow(number, (int)exponent))
                : throw new JinjaException($"An exponent is {exponent}, expected at most {MaxExponent}.");
        }

        return PythonNumbers.IsNumber(left, out var a) && PythonNumbers.IsNumber(right, out var b) ? Math.Pow(a, b) : throw Wrong("**", left, right);
    }

    public static object Negate(object? value) => value switch
    {
        double number => (object)-number,
        Undefined undefined => throw undefined.Failure(),
        _ when PythonNumbers.IsInteger(value, out var number) => PythonNumbers.ToLong(-number),
        _ => throw new JinjaException($"A {PythonText.TypeName(value)} has no negative."),
    };

    public static object Positive(object? value) => value switch
    {
        double number => (object)number,
        Undefined undefined => throw undefined.Failure(),
        _ when PythonNumbers.IsInteger(value, out var number) => PythonNumbers.ToLong(number),
        _ => throw new JinjaException($"A {PythonText.TypeName(value)} is no number."),
    };

    static object Numbers(
        string symbol, object? left, object? right, Func<BigInteger, BigInteger, BigInteger> integers, Func<double, double, double> reals)
    {
        if (PythonNumbers.IsInteger(left, out var a) && PythonNumbers.IsInteger(right, out var b))
            return PythonNumbers.ToLong(integers(a, b));
        return PythonNumbers.IsNumber(left, out var x) && PythonNumbers.IsNumber(right, out var y) ? reals(x, y) : throw Wrong(symbol, left, right);
    }

    static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder != 0 && remainder.Sign != b.Sign ? quotient - 1 : quotient;
    }

    static object Repeat(object sequence, int count, RenderBudget budget)
    {
        if (sequence is TracedText text)
        {
            budget.Characters((long)text.Length * count);
            return TracedText.Join(Enumerable.Repeat(text, count));
        }

        var list = (IReadOnlyList<object?>)sequence;
        budget.Step((long)list.Count * count);
        var items = new List<object?>(list.Count * count);
        for (var i = 0; i < count; i++)
            items.AddRange(list);
        return sequence is JinjaTuple ? new JinjaTuple(items) : items;
    }

    static void RequireDefined(object? left, object? right)
    {
        if ((left as Undefined ?? right as Undefined) is { } undefined)
            throw undefined.Failure();
    }

    static void RequireNotZero(object? value)
    {
        if (PythonNumbers.IsNumber(value, out var number) && number == 0)
            throw new JinjaException("Division by zero.");
    }

    static JinjaException Wrong(string symbol, object? left, object? right) =>
        new($"A {PythonText.TypeName(left)} {symbol} a {PythonText.TypeName(right)} has no meaning.");
}
