using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Causal attention over packed documents as a function that libtorch can differentiate.</summary>
/// <remarks>Arguments: the joint projection (N, W), the <see cref="AttentionShape"/>, the <see cref="PackLayout"/>. Result: (N, H·C).</remarks>
sealed class PackedAttention : autograd.SingleTensorFunction<PackedAttention>
{
    /// <inheritdoc/>
    public override string Name => nameof(PackedAttention);

    /// <inheritdoc/>
    public override unsafe Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (projected, shape, layout) = ((Tensor)vars[0], (AttentionShape)vars[1], (PackLayout)vars[2]);
        var attended = empty(layout.Rows, shape.Heads * shape.HeadSize);
        var logSums = empty(shape.Heads, layout.Rows);
        fixed (float* input = Floats(projected), sums = Floats(logSums), output = Floats(attended))
            new PackedAttentionKernel(shape, layout, input, sums).Forward(output);
        // Detached: a saved output would hold the node that holds it, and neither would ever be freed.
        ctx.save_for_backward([projected, logSums, attended.detach()]);
        ctx.save_data(nameof(AttentionShape), shape);
        ctx.save_data(nameof(PackLayout), layout);
        return attended;
    }

    /// <inheritdoc/>
    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (shape, layout) = ((AttentionShape)ctx.get_data(nameof(AttentionShape)), (PackLayout)ctx.get_data(nameof(PackLayout)));
        var gradients = grad_output.contiguous();
        var projectedGradients = empty(layout.Rows, shape.RowWidth);
        fixed (float* input = Floats(saved[0]), sums = Floats(saved[1]), output = Floats(saved[2]))
        fixed (float* outer = Floats(gradients), result = Floats(projectedGradients))
            new PackedAttentionKernel(shape, layout, input, sums).Backward(output, outer, result);
        GC.KeepAlive(saved);
        GC.KeepAlive(gradients);
        return [projectedGradients, null!, null!];
    }

    static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
