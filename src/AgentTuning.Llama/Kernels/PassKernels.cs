using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Everything that a training pass does between its matrix products.</summary>
/// <param name="Rows">Moving rows.</param>
/// <param name="Sums">Sums and conversions.</param>
/// <param name="Norm">RMSNorm.</param>
/// <param name="HeadNorm">RMSNorm over heads.</param>
/// <param name="SwiGlu">The activation.</param>
/// <param name="Attention">Attention.</param>
/// <param name="Loss">Cross-entropy.</param>
/// <param name="Dropout">On the inputs of adapters.</param>
sealed record PassKernels(
    IRowKernel Rows, ISumKernel Sums, INormKernel Norm, IHeadNormKernel HeadNorm, ISwiGluKernel SwiGlu, IAttentionKernel Attention, ILossKernel Loss,
    IDropoutKernel Dropout) : IDisposable
{
    /// <summary>Kernels in C# on the processor.</summary>
    public static PassKernels OnProcessor(AttentionShape shape, double normEpsilon, int threads)
    {
        var team = new ThreadTeam(threads);
        return new(
            new ProcessorRows(team), new ProcessorSums(team), new ProcessorNorm(team, normEpsilon),
            new ProcessorHeadNorm(team, shape, normEpsilon), new ProcessorSwiGlu(team), new ProcessorAttention(team, shape), new ProcessorLoss(team),
            new ProcessorDropout(team));
    }

    /// <summary>Torch operators, on any device.</summary>
    public static PassKernels OnDevice(Device device, AttentionShape shape, double normEpsilon) => new(
        new TorchRows(device), new TorchSums(), new TorchNorm(normEpsilon), new TorchHeadNorm(shape, normEpsilon),
        new TorchSwiGlu(), new TorchAttention(shape, device), new TorchLoss(device), new TorchDropout(device));

    /// <inheritdoc/>
    public void Dispose() => (Attention as IDisposable)?.Dispose();
}
