using static TorchSharp.torch;

namespace AgentTuning.Bench.Training;

/// <summary>How fast libtorch multiplies large square matrices: the limit of training.</summary>
static class ProductRate
{
    const int Smaller = 512;
    const int Larger = 2048;
    const int Repeats = 3;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(0.5);

    /// <summary>Operations per second, the best of a few products.</summary>
    /// <param name="type">Of both matrices.</param>
    /// <param name="threads">Inside the product.</param>
    /// <param name="clock">What counts as time.</param>
    public static double Measure(ScalarType type, int threads, StepClock clock)
    {
        set_num_threads(threads);
        var rate = Best(type, Smaller, clock);
        // Where a type is emulated, a large product would take seconds.
        return Flops(Larger) / rate > Longest.TotalSeconds ? rate : Math.Max(rate, Best(type, Larger, clock));
    }

    static double Best(ScalarType type, int size, StepClock clock)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (a, b, product) = (rand(size, size).to(type), rand(size, size).to(type), empty([size, size], dtype: type));
        var best = double.MaxValue;
        for (var i = 0; i <= Repeats; i++)
        {
            var start = clock.Now;
            product.addmm_(a, b, beta: 0, alpha: 1);
            if (i > 0) best = Math.Min(best, clock.Now - start);
        }
        return Flops(size) / best;
    }

    static double Flops(int size) => 2.0 * size * size * size;
}
