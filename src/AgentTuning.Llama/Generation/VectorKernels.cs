using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Generation;

/// <summary>What is done to single vectors between the products, each in a fixed order of summation.</summary>
/// <remarks>Lengths are multiples of 8; elements beyond a vector's own length are 0 and stay 0.</remarks>
static unsafe class VectorKernels
{
    const int Lanes = 8;

    /// <summary>y = x / sqrt(mean(x²) + epsilon) · weight (RMSNorm).</summary>
    /// <param name="x">(length)</param>
    /// <param name="weight">(length)</param>
    /// <param name="y">(length)</param>
    /// <param name="size">The length rounded up to whole registers, and the length that the mean is taken over.</param>
    /// <param name="epsilon">Keeps a vector of zeros finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsNorm(float* x, float* weight, float* y, (int Length, int MeanOver) size, float epsilon)
    {
        var squares = Vector256<float>.Zero;
        for (nint i = 0; i < size.Length; i += Lanes)
        {
            var v = Vector256.Load(x + i);
            squares = Vector256.FusedMultiplyAdd(v, v, squares);
        }

        var scale = Vector256.Create(1f / MathF.Sqrt(Sum(squares) / size.MeanOver + epsilon));
        for (nint i = 0; i < size.Length; i += Lanes)
            (Vector256.Load(x + i) * scale * Vector256.Load(weight + i)).Store(y + i);
    }

    /// <summary>The same in place, for the vector of one head, which others adjoin.</summary>
    /// <param name="head">(width)</param>
    /// <param name="weight">(width)</param>
    /// <param name="width">Of the head.</param>
    /// <param name="epsilon">Keeps a vector of zeros finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsNormHead(float* head, float* weight, int width, float epsilon)
    {
        var squares = Vector256<float>.Zero;
        nint whole = width / Lanes * Lanes;
        for (nint i = 0; i < whole; i += Lanes)
        {
            var v = Vector256.Load(head + i);
            squares = Vector256.FusedMultiplyAdd(v, v, squares);
        }

        var sum = Sum(squares);
        for (var i = whole; i < width; i++)
            sum = MathF.FusedMultiplyAdd(head[i], head[i], sum);
        var scale = 1f / MathF.Sqrt(sum / width + epsilon);
        for (nint i = 0; i < whole; i += Lanes)
            (Vector256.Load(head + i) * scale * Vector256.Load(weight + i)).Store(head + i);
        for (var i = whole; i < width; i++)
            head[i] = head[i] * scale * weight[i];
    }

    /// <summary>x += y.</summary>
    public static void Add(float* x, float* y, int length)
    {
        for (nint i = 0; i < length; i += Lanes)
            (Vector256.Load(x + i) + Vector256.Load(y + i)).Store(x + i);
    }

    /// <summary>Turns the pairs (i, i + half) of a head by the angles of its position, and scales them (rotary embedding).</summary>
    /// <param name="head">(2 · half)</param>
    /// <param name="cos">(half)</param>
    /// <param name="sin">(half)</param>
    /// <param name="half">Half of the head's width.</param>
    /// <param name="scale">Multiplies the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(float* head, float* cos, float* sin, int half, float scale)
    {
        nint i = 0;
        for (; i + Lanes <= half; i += Lanes)
        {
            var a = Vector256.Load(head + i);
            var b = Vector256.Load(head + half + i);
            var c = Vector256.Load(cos + i);
            var s = Vector256.Load(sin + i);
            ((a * c - b * s) * scale).Store(head + i);
            ((b * c + a * s) * scale).Store(head + half + i);
        }

        for (; i < half; i++)
        {
            float a = head[i], b = head[half + i];
            head[i] = (a * cos[i] - b * sin[i]) * scale;
            head[half + i] = (b * cos[i] + a * sin[i]) * scale;
        }
    }

    /// <summary>Replaces scores by exp(score − largest), and returns 1 / their sum.</summary>
    /// <param name="scores">Has room up to the next multiple of 8 beyond <paramref name="count"/>.</param>
    /// <param name="count">How many scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Softmax(float* scores, int count)
    {
        var padded = (count + Lanes - 1) / Lanes * Lanes;
        for (var i = count; i < padded; i++)
            scores[i] = float.NegativeInfinity;

        var largest = Vector256.Load(scores);
        for (nint i = Lanes; i < padded; i += Lanes)
            largest = Vector256.Max(largest, Vector256.Load(scores + i));
        var top = Vector256.Create(Max(largest));
        var sum = Vector256<float>.Zero;
        for (nint i = 0; i < padded; i += Lanes)
        {
            var e = Vector256.Exp(Vector256.Load(scores + i) - top);
            e.Store(scores + i);
            sum += e;
        }

        return 1f / Sum(sum);
    }

    /// <summary>The index of the largest element, the first of equals; −1 where one is no number or infinite, or where all are −∞.</summary>
    public static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = -1;
        var largest = float.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]) || float.IsPositiveInfinity(values[i]))
                return -1;

            if (values[i] > largest)
                (best, largest) = (i, values[i]);
        }

        return best;
    }

    // Vector256.Sum leaves the order to the processor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float Sum(Vector256<float> v)
    {
        var half = v.GetLower() + v.GetUpper();
        return half[0] + half[2] + (half[1] + half[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float Max(Vector256<float> v)
    {
        var half = Vector128.Max(v.GetLower(), v.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[2]), MathF.Max(half[1], half[3]));
    }
}
