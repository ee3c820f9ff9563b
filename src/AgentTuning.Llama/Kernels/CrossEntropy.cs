using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>The loss of a prediction and the gradient of its scores.</summary>
static unsafe class CrossEntropy
{
    const int Lanes = 8;

    /// <summary>−log p(target) of a row of scores.</summary>
    /// <param name="scores">(width), overwritten by the probabilities.</param>
    /// <param name="width">The vocabulary.</param>
    /// <param name="target">The right token.</param>
    /// <param name="gradientScale">Scores become their gradient times this; 0 leaves them without meaning.</param>
    public static double Forward(float* scores, int width, int target, float gradientScale)
    {
        var score = scores[target];
        var logSum = SoftMax.Forward(scores, width, width);
        if (gradientScale != 0)
        {
            scores[target] -= 1;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes) (Vector256.Load(scores + i) * gradientScale).Store(scores + i);
            for (; i < width; i++) scores[i] *= gradientScale;
        }
        return logSum - score;
    }
}
