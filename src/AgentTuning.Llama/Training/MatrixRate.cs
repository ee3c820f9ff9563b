using System.Diagnostics;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>How fast this machine multiplies matrices: what utilisation is measured against.</summary>
static class MatrixRate
{
    const int Size = 768; // larger than the caches' first levels, and a product takes milliseconds
    const int DeviceSize = 8192; // a GPU needs large products to be busy
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// Floating-point operations per second of square products in the number type of the passes, on all shards at the same time, the
    /// best of a fraction of a second.
    /// </summary>
    public static async Task<double> MeasureAsync(ShardWorkers workers, PassOptions options) => (await workers.RunAsync(_ => Measure(options))).Sum();

    static double Measure(PassOptions options)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var isOnDevice = options.Device == ComputeDevice.Cuda;
        var (size, device) = isOnDevice ? (DeviceSize, CUDA) : (Size, CPU);
        var (left, right, result) = (ones(size, size, options.ComputeType, device), ones(size, size, options.ComputeType, device), empty(size, size, options.ComputeType, device));
        var started = Stopwatch.GetTimestamp();
        var best = TimeSpan.MaxValue;
        while (Stopwatch.GetElapsedTime(started) < Duration)
        {
            var product = Stopwatch.GetTimestamp();
            result.addmm_(left, right, beta: 0, alpha: 1);
            if (isOnDevice) cuda.synchronize();
            var elapsed = Stopwatch.GetElapsedTime(product);
            if (elapsed < best) best = elapsed;
        }
        return 2.0 * size * size * size / best.TotalSeconds;
    }
}
