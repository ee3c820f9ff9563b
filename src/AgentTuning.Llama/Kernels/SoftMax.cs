using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>The rows of attention between scores and probabilities.</summary>
static unsafe class SoftMax
{
    const int Lanes = 8;

    /// <summary>Turns scores into probabilities, zero beyond what is visible.</summary>
    /// <returns>The logarithm of the sum of the scores' exponentials.</returns>
    public static float Forward(float* scores, int visible, int columns)
    {
        var max = Max(scores, visible);
        var (sums, highest) = (Vector256<float>.Zero, Vector256.Create(max));
        var sum = 0f;
        var i = 0;
        for (; i + Lanes <= visible; i += Lanes)
        {
            var exponential = Vector256.Exp(Vector256.Load(scores + i) - highest);
            exponential.Store(scores + i);
            sums += exponential;
        }
        for (; i < visible; i++) sum += scores[i] = MathF.Exp(scores[i] - max);
        sum += Vector256.Sum(sums);
        var factor = 1 / sum;
        for (i = 0; i + Lanes <= visible; i += Lanes) (Vector256.Load(scores + i) * factor).Store(scores + i);
        for (; i < visible; i++) scores[i] *= factor;
        for (; i < columns; i++) scores[i] = 0;
        return max + MathF.Log(sum);
    }

    /// <summary>Scores become probabilities P, and gradients dP of these become those of the scores: P (dP − Σ P dP).</summary>
    /// <param name="scores">Overwritten by the probabilities.</param>
    /// <param name="gradients">Overwritten.</param>
    /// <param name="visible">The rest is zero.</param>
    /// <param name="columns">Of both rows.</param>
    /// <param name="row">What <see cref="Forward"/> gave, and Σ P dP.</param>
    public static void Backward(float* scores, float* gradients, int visible, int columns, (float LogSum, float Mean) row)
    {
        var (logSum, mean) = (Vector256.Create(row.LogSum), Vector256.Create(row.Mean));
        var i = 0;
        for (; i + Lanes <= visible; i += Lanes)
        {
            var probability = Vector256.Exp(Vector256.Load(scores + i) - logSum);
            probability.Store(scores + i);
            (probability * (Vector256.Load(gradients + i) - mean)).Store(gradients + i);
        }
        for (; i < visible; i++)
        {
            scores[i] = MathF.Exp(scores[i] - row.LogSum);
            gradients[i] = scores[i] * (gradients[i] - row.Mean);
        }
        for (; i < columns; i++) scores[i] = gradients[i] = 0;
    }

    /// <summary>The sum of products of two rows.</summary>
    public static float Dot(float* x, float* y, int length)
    {
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i + Lanes <= length; i += Lanes) sums += Vector256.Load(x + i) * Vector256.Load(y + i);
        var sum = Vector256.Sum(sums);
        for (; i < length; i++) sum += x[i] * y[i];
        return sum;
    }

    static float Max(float* scores, int length)
    {
        var highest = Vector256.Create(float.NegativeInfinity);
        var i = 0;
        for (; i + Lanes <= length; i += Lanes) highest = Vector256.Max(highest, Vector256.Load(scores + i));
        var max = float.NegativeInfinity;
        for (var lane = 0; lane < Lanes; lane++) max = Math.Max(max, highest[lane]);
        for (; i < length; i++) max = Math.Max(max, scores[i]);
        return max;
    }
}
