using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Bench;

/// <summary>How fast all threads together read memory that is in no cache.</summary>
static class MemoryBandwidth
{
    const int Floats = 64 << 20;

    /// <summary>Bytes per second, the best of several passes.</summary>
    public static double Measure()
    {
        var values = new float[Floats];
        var part = Floats / Environment.ProcessorCount;
        var best = double.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, Environment.ProcessorCount, thread => Read(values.AsSpan(thread * part, part)));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return sizeof(float) * (double)Floats / best;
    }

    static float Read(ReadOnlySpan<float> values)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        for (var i = 0; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector256.Sum(a + b + (c + d));
    }
}
