using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm by torch operators, on any device.</summary>
sealed class TorchNorm(double epsilon) : INormKernel
{
    /// <inheritdoc/>
    public void Forward(RowBuffer x, Tensor weight, RowBuffer y, RowBuffer inverses)
    {
        using var scope = NewDisposeScope();
        var input = x.View();
        var inverse = (input.square().mean([-1], keepdim: true) + epsilon).rsqrt_(); // (N, 1)
        inverses.Use(x.Count).View().copy_(inverse);
        y.Use(x.Count).View().copy_((input * inverse).mul_(weight));
    }

    /// <inheritdoc/>
    public void AddBackward(
        (RowBuffer X, RowBuffer Inverses, Tensor Weight) norm, RowBuffer outer, RowBuffer inputGradients, Tensor? weightGradients)
    {
        using var scope = NewDisposeScope();
        var (x, inverse) = (norm.X.View(), norm.Inverses.View());
        var scaled = outer.View().to(ScalarType.Float32) * inverse; // (N, D)
        weightGradients?.add_((scaled * x).sum([0])); // (D)
        scaled.mul_(norm.Weight);
        var shared = (scaled * x).mean([-1], keepdim: true) * inverse.square(); // (N, 1)
        inputGradients.View().add_(scaled.sub_(x * shared));
    }
}
