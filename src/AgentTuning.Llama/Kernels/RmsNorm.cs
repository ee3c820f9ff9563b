using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467) over the rows of a matrix, forward and backward.</summary>
static unsafe class RmsNorm
{
    const int Lanes = 8;

    /// <summary>y = x · inverse · weight, where inverse = 1 / √(mean of x² + epsilon) of each row.</summary>
    /// <param name="x">(rows, width)</param>
    /// <param name="weight">(width)</param>
    /// <param name="epsilon">Keeps a row of zeros finite.</param>
    /// <param name="y">(rows, width), overwritten.</param>
    /// <param name="inverses">(rows), overwritten: what <see cref="AddBackward"/> needs.</param>
    public static void Forward(in Matrix x, float* weight, double epsilon, float* y, float* inverses)
    {
        var width = x.Columns;
        for (var row = 0; row < x.Rows; row++)
        {
            float* from = x.Data + row * x.RowStride, to = y + (nint)row * width;
            var inverse = (float)(1 / Math.Sqrt(SoftMax.Dot(from, from, width) / width + epsilon));
            inverses[row] = inverse;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes) (Vector256.Load(from + i) * inverse * Vector256.Load(weight + i)).Store(to + i);
            for (; i < width; i++) to[i] = from[i] * inverse * weight[i];
        }
    }

    /// <summary>Adds the gradient of the input to one matrix and that of the weight to a vector.</summary>
    /// <param name="x">(rows, width), the input.</param>
    /// <param name="weight">(width)</param>
    /// <param name="inverses">(rows), from <see cref="Forward"/>.</param>
    /// <param name="outer">(rows, width), the gradient of the output.</param>
    /// <param name="inputGradients">(rows, width), added to.</param>
    /// <param name="weightGradients">(width), added to.</param>
    public static void AddBackward(
        in Matrix x, float* weight, float* inverses, float* outer, float* inputGradients, float* weightGradients)
    {
        var width = x.Columns;
        for (var row = 0; row < x.Rows; row++)
        {
            float* from = x.Data + row * x.RowStride, gradients = outer + (nint)row * width, to = inputGradients + (nint)row * width;
            var inverse = inverses[row];
            var shared = WeightedDot(from, gradients, weight, width) * inverse * inverse * inverse / width;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes)
            {
                var (number, gradient) = (Vector256.Load(from + i), Vector256.Load(gradients + i) * inverse);
                (Vector256.Load(to + i) + gradient * Vector256.Load(weight + i) - number * shared).Store(to + i);
                (Vector256.Load(weightGradients + i) + gradient * number).Store(weightGradients + i);
            }
            for (; i < width; i++)
            {
                to[i] += gradients[i] * inverse * weight[i] - from[i] * shared;
                weightGradients[i] += gradients[i] * inverse * from[i];
            }
        }
    }

    static float WeightedDot(float* x, float* y, float* weight, int length)
    {
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i + Lanes <= length; i += Lanes) sums += Vector256.Load(x + i) * Vector256.Load(y + i) * Vector256.Load(weight + i);
        var sum = Vector256.Sum(sums);
        for (; i < length; i++) sum += x[i] * y[i] * weight[i];
        return sum;
    }
}
