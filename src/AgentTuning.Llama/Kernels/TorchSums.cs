using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Sums and conversions by torch operators, on any device.</summary>
sealed class TorchSums : ISumKernel
{
    /// <inheritdoc/>
    public void Convert(Tensor from, Tensor to) => to.copy_(from);

    /// <inheritdoc/>
    public void Add(Tensor first, Tensor second, Tensor sum)
    {
        using var scope = NewDisposeScope();
        if (ReferenceEquals(first, sum)) sum.add_(second);
        else sum.copy_(first + second);
    }
}
