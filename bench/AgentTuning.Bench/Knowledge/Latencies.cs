using System.Diagnostics;

namespace AgentTuning.Bench.Knowledge;

/// <summary>Times of single queries, round by round.</summary>
sealed class Latencies
{
    readonly List<(double Median, double High)> _rounds = [];

    /// <summary>Median over the rounds of each round's median, in microseconds.</summary>
    public double Median => Middle(_rounds.Select(round => round.Median));

    /// <summary>Median over the rounds of each round's 99th percentile, in microseconds.</summary>
    public double High => Middle(_rounds.Select(round => round.High));

    /// <summary>Runs a round of queries and gives the sum of what they answer, to be compared.</summary>
    public long Measure(int count, Func<int, int> query)
    {
        var times = new long[count];
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            sum += query(i);
            times[i] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(times);
        var scale = 1e6 / Stopwatch.Frequency;
        _rounds.Add((times[count / 2] * scale, times[count * 99 / 100] * scale));
        return sum;
    }

    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
