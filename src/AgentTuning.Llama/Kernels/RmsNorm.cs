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
    /// <param name="inverses">(rows), overwritten: what the way back needs.</param>
    public static void Forward<T>(in Matrix x, float* weight, double epsilon, T* y, float* inverses)
        where T : unmanaged, IElement<T>
    {
        var width = x.Columns;
        for (var row = 0; row < x.Rows; row++)
        {
            var from = x.Data + row * x.RowStride;
            var to = y + (nint)row * width;
            var inverse = (float)(1 / Math.Sqrt(SoftMax.Dot(from, from, width) / width + epsilon));
            inverses[row] = inverse;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes) T.Store(Vector256.Load(from + i) * inverse * Vector256.Load(weight + i), to + i);
            for (; i < width; i++) to[i] = T.Narrow(from[i] * inverse * weight[i]);
        }
    }

    /// <summary>Adds the gradient of the input to a matrix.</summary>
    /// <param name="x">(rows, width), the input.</param>
    /// <param name="weight">(width)</param>
    /// <param name="inverses">(rows), from <see cref="Forward"/>.</param>
    /// <param name="outer">(rows, width), the gradient of the output.</param>
    /// <param name="inputGradients">(rows, width), added to.</param>
    public static void AddInputGradients<T>(in Matrix x, float* weight, float* inverses, T* outer, float* inputGradients)
        where T : unmanaged, IElement<T>
    {
        var width = x.Columns;
        for (var row = 0; row < x.Rows; row++)
        {
            float* from = x.Data + row * x.RowStride, to = inputGradients + (nint)row * width;
            var gradients = outer + (nint)row * width;
            var inverse = inverses[row];
            var shared = WeightedDot(from, gradients, weight, width) * inverse * inverse * inverse / width;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes)
            {
                var (number, gradient) = (Vector256.Load(from + i), T.Load(gradients + i) * inverse);
                (Vector256.Load(to + i) + gradient * Vector256.Load(weight + i) - number * shared).Store(to + i);
            }
            for (; i < width; i++) to[i] += T.Widen(gradients[i]) * inverse * weight[i] - from[i] * shared;
        }
    }

    /// <summary>Adds the gradient of the weight to a vector, for some of its columns.</summary>
    /// <param name="x">(rows, width), the input.</param>
    /// <param name="inverses">(rows), from <see cref="Forward"/>.</param>
    /// <param name="outer">(rows, width), the gradient of the output.</param>
    /// <param name="weightGradients">(width), added to.</param>
    /// <param name="columns">The first, and the one after the last.</param>
    public static void AddWeightGradients<T>(in Matrix x, float* inverses, T* outer, float* weightGradients, (int First, int End) columns)
        where T : unmanaged, IElement<T>
    {
        for (var row = 0; row < x.Rows; row++)
        {
            var from = x.Data + row * x.RowStride;
            var gradients = outer + (nint)row * x.Columns;
            var inverse = inverses[row];
            var i = columns.First;
            for (; i + Lanes <= columns.End; i += Lanes)
                (Vector256.Load(weightGradients + i) + T.Load(gradients + i) * inverse * Vector256.Load(from + i)).Store(weightGradients + i);
            for (; i < columns.End; i++) weightGradients[i] += T.Widen(gradients[i]) * inverse * from[i];
        }
    }

    static float WeightedDot<T>(float* x, T* y, float* weight, int length)
        where T : unmanaged, IElement<T>
    {
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i + Lanes <= length; i += Lanes) sums += Vector256.Load(x + i) * T.Load(y + i) * Vector256.Load(weight + i);
        var sum = Vector256.Sum(sums);
        for (; i < length; i++) sum += x[i] * T.Widen(y[i]) * weight[i];
        return sum;
    }
}
