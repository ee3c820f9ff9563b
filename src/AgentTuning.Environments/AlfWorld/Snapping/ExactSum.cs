namespace AgentTuning.Environments.AlfWorld.Snapping;

/// <summary>The sum of a few numbers, rounded once, as Python's <c>math.fsum</c> gives it.</summary>
static class ExactSum
{
    /// <summary>The sum of finite numbers, whatever their order.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        // Shewchuk's growing expansion: parts that do not overlap, the smallest first.
        Span<double> parts = stackalloc double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            var rest = value;
            var kept = 0;
            for (var i = 0; i < count; i++)
            {
                var (large, small) = Math.Abs(rest) < Math.Abs(parts[i]) ? (parts[i], rest) : (rest, parts[i]);
                rest = large + small;
                var lost = small - (rest - large);
                if (lost != 0)
                    parts[kept++] = lost;
            }

            parts[kept] = rest;
            count = kept + 1;
        }

        return Round(parts[..count]);
    }

    static double Round(ReadOnlySpan<double> parts)
    {
        if (parts.IsEmpty)
            return 0;
        var at = parts.Length - 1;
        var sum = parts[at];
        var lost = 0.0;
        while (at > 0 && lost == 0)
        {
            var before = sum;
            sum = before + parts[--at];
            lost = parts[at] - (sum - before);
        }

        // Half-way cases follow the sign of the parts below.
        if (at > 0 && lost != 0 && Math.Sign(lost) == Math.Sign(parts[at - 1]))
        {
            var doubled = lost * 2;
            var rounded = sum + doubled;
            if (rounded - sum == doubled)
                return rounded;
        }

        return sum;
    }
}
