namespace AgentTuning.Templates.Jinja;

/// <summary>Whether values are equal, and which is less, as Python has it.</summary>
static class PythonEquality
{
    const int MaxDepth = 200;

    public static bool AreEqual(object? x, object? y) => AreEqual(x, y, 0);

    /// <summary>Below 0 where the first is less, above 0 where it is greater.</summary>
    /// <exception cref="JinjaException">The two have no order.</exception>
    public static int Compare(object? x, object? y)
    {
        switch (x, y)
        {
            case (Undefined undefined, _):
                throw undefined.Failure();
            case (_, Undefined undefined):
                throw undefined.Failure();
            case (TracedText left, TracedText right):
                return CompareTexts(left.Text, right.Text);
            case (IReadOnlyList<object?> left, IReadOnlyList<object?> right) when x is JinjaTuple == y is JinjaTuple:
                return CompareLists(left, right);
        }

        if (PythonNumbers.IsInteger(x, out var leftInteger) && PythonNumbers.IsInteger(y, out var rightInteger))
            return leftInteger.CompareTo(rightInteger);
        if (PythonNumbers.IsNumber(x, out var leftNumber) && PythonNumbers.IsNumber(y, out var rightNumber))
            return leftNumber.CompareTo(rightNumber);
        throw new JinjaException($"A {PythonText.TypeName(x)} and a {PythonText.TypeName(y)} have no order.");
    }

    static bool AreEqual(object? x, object? y, int depth)
    {
        if (depth > MaxDepth)
            throw new JinjaException($"Values are nested deeper than {MaxDepth}.");
        if (PythonNumbers.IsInteger(x, out var leftInteger) && PythonNumbers.IsInteger(y, out var rightInteger))
            return leftInteger == rightInteger;
        if (PythonNumbers.IsNumber(x, out var left) && PythonNumbers.IsNumber(y, out var right))
            return left == right;
        return (x, y) switch
        {
            (Undefined, Undefined) => true,
            (TracedText a, TracedText b) => a.Text == b.Text,
            (JinjaDict a, JinjaDict b) => a.Count == b.Count && a.All(pair => b.TryGet(JinjaDict.FromKey(pair.Key), out var other) && AreEqual(pair.Value, other, depth + 1)),
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
                x is JinjaTuple == y is JinjaTuple && a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second, depth + 1)),
            _ => ReferenceEquals(x, y),
        };
    }

    static int CompareLists(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (!AreEqual(left[i], right[i]))
                return Compare(left[i], right[i]);
        }

        return left.Count.CompareTo(right.Count);
    }

    // By code point: a surrogate stands for more than any character of the basic plane.
    static int CompareTexts(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] == right[i])
                continue;
            var (a, b) = (char.IsSurrogate(left[i]), char.IsSurrogate(right[i]));
            return a == b ? left[i].CompareTo(right[i]) : a ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
