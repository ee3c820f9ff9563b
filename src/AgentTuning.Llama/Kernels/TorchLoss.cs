using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Cross-entropy by torch operators, on any device.</summary>
sealed class TorchLoss(Device device) : ILossKernel
{
    /// <inheritdoc/>
    public double Forward(RowBuffer scores, ReadOnlySpan<long> targets, float gradientScale)
    {
        using var scope = NewDisposeScope();
        var rows = scores.View().to(ScalarType.Float32); // (M, V)
        var ids = tensor(targets.ToArray(), device: device).unsqueeze(1); // (M, 1)
        var logSums = rows.logsumexp(1, keepdim: true); // (M, 1)
        var loss = (logSums - rows.gather(1, ids)).sum(ScalarType.Float64).item<double>();
        if (gradientScale == 0) return loss;
        var gradients = (rows - logSums).exp_();
        gradients.scatter_add_(1, ids, full([targets.Length, 1], -1f, device: device));
        scores.View().copy_(gradients.mul_(gradientScale));
        return loss;
    }
}
