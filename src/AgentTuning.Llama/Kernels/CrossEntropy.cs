using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>The loss of predictions and the gradient of their scores.</summary>
static unsafe class CrossEntropy
{
    const int Lanes = 8;

    /// <summary>Sums −log p(target) over rows of scores.</summary>
    /// <param name="scores">(targets, width), overwritten by the probabilities' exponentials.</param>
    /// <param name="width">The vocabulary.</param>
    /// <param name="targets">The right token of each row.</param>
    /// <param name="gradientScale">Scores become their gradient times this; 0 leaves them without meaning.</param>
    public static double Forward(float* scores, int width, ReadOnlySpan<long> targets, float gradientScale)
    {
        var sum = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            var from = scores + (nint)row * width;
            var target = (int)targets[row];
            var score = from[target];
            var logSum = SoftMax.Forward(from, width, width);
            sum += logSum - score;
            if (gradientScale == 0) continue;
            from[target] -= 1;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes) (Vector256.Load(from + i) * gradientScale).Store(from + i);
            for (; i < width; i++) from[i] *= gradientScale;
        }
        return sum;
    }
}
