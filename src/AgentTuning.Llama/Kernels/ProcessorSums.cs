using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Sums and conversions in the processor's memory.</summary>
sealed unsafe class ProcessorSums(ThreadTeam team) : ISumKernel
{
    const int Block = 1 << 14;

    /// <inheritdoc/>
    public void Convert(Tensor from, Tensor to)
    {
        var (source, target, count) = ((nint)from.FirstElement(), (nint)to.FirstElement(), (nint)from.numel());
        switch (from.dtype, to.dtype)
        {
            case (ScalarType.Float32, ScalarType.BFloat16):
                Split(count, (at, length) => ElementRows.Convert((Float32*)source + at, (BrainFloat16*)target + at, length));
                break;
            case (ScalarType.BFloat16, ScalarType.Float32):
                Split(count, (at, length) => ElementRows.Convert((BrainFloat16*)source + at, (Float32*)target + at, length));
                break;
            default:
                to.copy_(from);
                break;
        }
    }

    /// <inheritdoc/>
    public void Add(Tensor first, Tensor second, Tensor sum)
    {
        var (a, b, c, count) = ((nint)first.FirstElement(), (nint)second.FirstElement(), (nint)sum.FirstElement(), (nint)sum.numel());
        if (second.dtype == ScalarType.BFloat16)
            Split(count, (at, length) => ElementRows.Add((float*)a + at, (BrainFloat16*)b + at, (float*)c + at, length));
        else
            Split(count, (at, length) => ElementRows.Add((float*)a + at, (Float32*)b + at, (float*)c + at, length));
    }

    void Split(nint count, Action<nint, nint> part) => team.Split(
        (int)((count + Block - 1) / Block), 1, (first, end) => part((nint)first * Block, Math.Min(count, (nint)end * Block) - (nint)first * Block));
}
