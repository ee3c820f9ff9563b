using System.Diagnostics;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>How fast this machine multiplies matrices: what utilisation is measured against.</summary>
static class MatrixRate
{
    const int Size = 768; // larger than the caches' first levels, and a product takes milliseconds
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(0.2);

    /// <summary>Floating-point operations per second of square products on all shards at the same time, the best of a fraction of a second.</summary>
    public static async Task<double> MeasureAsync(ShardWorkers workers) => (await workers.RunAsync(_ => Measure())).Sum();

    static double Measure()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (left, right, result) = (ones(Size, Size), ones(Size, Size), empty(Size, Size));
        var started = Stopwatch.GetTimestamp();
        var best = TimeSpan.MaxValue;
        while (Stopwatch.GetElapsedTime(started) < Duration)
        {
            var product = Stopwatch.GetTimestamp();
            result.addmm_(left, right, beta: 0, alpha: 1);
            var elapsed = Stopwatch.GetElapsedTime(product);
            if (elapsed < best) best = elapsed;
        }
        return 2.0 * Size * Size * Size / best.TotalSeconds;
    }
}
