using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm (https://arxiv.org/abs/1910.07467) as a function that libtorch can differentiate: one pass over memory instead of five.</summary>
/// <remarks>Arguments: rows (N, D), weight (D), epsilon. Result: (N, D).</remarks>
sealed class RmsNorm : autograd.SingleTensorFunction<RmsNorm>
{
    /// <inheritdoc/>
    public override string Name => nameof(RmsNorm);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, epsilon) = ((Tensor)vars[0], (Tensor)vars[1], (double)vars[2]);
        var output = empty_like(input);
        var inverses = empty(input.size(0));
        Span<float> x = Floats(input), y = Floats(output), w = Floats(weight), r = Floats(inverses);
        for (var row = 0; row < r.Length; row++)
        {
            var at = row * w.Length;
            var numbers = x.Slice(at, w.Length);
            r[row] = (float)(1 / Math.Sqrt(Dot(numbers, numbers, []) / w.Length + epsilon));
            Scale(numbers, w, r[row], y.Slice(at, w.Length));
        }
        ctx.save_for_backward([input, weight, inverses]);
        return output;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (inputGradients, weightGradients) = (empty_like(saved[0]), zeros_like(saved[1]));
        var contiguous = grad_output.contiguous();
        Span<float> x = Floats(saved[0]), w = Floats(saved[1]), r = Floats(saved[2]);
        Span<float> outer = Floats(contiguous), dx = Floats(inputGradients), dw = Floats(weightGradients);
        for (var row = 0; row < r.Length; row++)
        {
            var at = row * w.Length;
            var numbers = x.Slice(at, w.Length);
            var gradients = outer.Slice(at, w.Length);
            var inverse = r[row];
            var shared = Dot(numbers, gradients, w) * inverse * inverse * inverse / w.Length;
            Backward(numbers, gradients, w, (inverse, shared), dx.Slice(at, w.Length), dw);
        }
        GC.KeepAlive(saved);
        GC.KeepAlive(contiguous);
        return [inputGradients, weightGradients, null!];
    }

    static void Scale(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float factor, Span<float> y)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= x.Length - width; i += width)
            (new Vector<float>(x[i..]) * factor * new Vector<float>(weight[i..])).CopyTo(y[i..]);
        for (; i < x.Length; i++) y[i] = x[i] * factor * weight[i];
    }

    static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> outer, ReadOnlySpan<float> weight, (float Inverse, float Shared) row, Span<float> dx, Span<float> dw)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= x.Length - width; i += width)
        {
            var (number, gradient) = (new Vector<float>(x[i..]), new Vector<float>(outer[i..]));
            (gradient * new Vector<float>(weight[i..]) * row.Inverse - number * row.Shared).CopyTo(dx[i..]);
            (new Vector<float>(dw[i..]) + gradient * number * row.Inverse).CopyTo(dw[i..]);
        }
        for (; i < x.Length; i++)
        {
            dx[i] = outer[i] * weight[i] * row.Inverse - x[i] * row.Shared;
            dw[i] += outer[i] * x[i] * row.Inverse;
        }
    }

    // The sum of products of two rows, weighted where a weight is given.
    static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> weight)
    {
        var width = Vector<float>.Count;
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= x.Length - width; i += width)
        {
            var product = new Vector<float>(x[i..]) * new Vector<float>(y[i..]);
            sums += weight.IsEmpty ? product : product * new Vector<float>(weight[i..]);
        }
        var sum = Vector.Sum(sums);
        for (; i < x.Length; i++) sum += x[i] * y[i] * (weight.IsEmpty ? 1 : weight[i]);
        return sum;
    }

    static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
