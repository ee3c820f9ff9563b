using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>Round numbers along an axis.</summary>
static class Ticks
{
    /// <summary>From 0 to at least <paramref name="most"/>, in steps of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="most">The largest value to be shown; 0 and odd values give an axis to 1.</param>
    /// <param name="wanted">About how many steps.</param>
    public static ImmutableArray<double> UpTo(double most, int wanted)
    {
        if (!(most > 0) || double.IsInfinity(most))
            most = 1;
        var rough = most / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        var count = (int)Math.Ceiling((most / step) - 1e-9);
        return [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
    }
}
