using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm over heads by torch operators, on any device.</summary>
sealed class TorchHeadNorm(AttentionShape shape, double epsilon) : IHeadNormKernel
{
    /// <inheritdoc/>
    public void Forward(RowBuffer projected, HeadNorms norms, RowBuffer normalized)
    {
        normalized.Use(projected.Count);
        Forward(projected, norms.Queries, normalized, (0, shape.Heads));
        Forward(projected, norms.Keys, normalized, (shape.Heads, shape.KeyValueHeads));
    }

    /// <inheritdoc/>
    public void Backward(RowBuffer projected, HeadNorms norms, RowBuffer gradients)
    {
        Backward(projected, (norms.Queries, norms.QueryGradients), gradients, (0, shape.Heads));
        Backward(projected, (norms.Keys, norms.KeyGradients), gradients, (shape.Heads, shape.KeyValueHeads));
    }

    void Forward(RowBuffer projected, Tensor weight, RowBuffer normalized, (int First, int Count) heads)
    {
        using var scope = NewDisposeScope();
        var x = Heads(projected, heads).to(ScalarType.Float32); // (N, heads, C)
        Heads(normalized, heads).copy_((x * Inverse(x)).mul_(weight));
    }

    void Backward(RowBuffer projected, (Tensor Values, Tensor? Gradients) weight, RowBuffer gradients, (int First, int Count) heads)
    {
        using var scope = NewDisposeScope();
        var x = Heads(projected, heads).to(ScalarType.Float32); // (N, heads, C)
        var inverse = Inverse(x); // (N, heads, 1)
        var outer = Heads(gradients, heads);
        var scaled = outer.to(ScalarType.Float32) * inverse;
        weight.Gradients?.add_((scaled * x).sum([0, 1]));
        scaled.mul_(weight.Values);
        outer.copy_(scaled - x * ((scaled * x).mean([-1], keepdim: true) * inverse.square()));
    }

    Tensor Inverse(Tensor x) => (x.square().mean([-1], keepdim: true) + epsilon).rsqrt_();

    Tensor Heads(RowBuffer rows, (int First, int Count) heads) =>
        rows.View().view(rows.Count, -1, shape.HeadSize).narrow(1, heads.First, heads.Count);
}
