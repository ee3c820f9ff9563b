using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Cross-entropy in C#.</summary>
sealed unsafe class ProcessorLoss(ThreadTeam team) : ILossKernel
{
    /// <inheritdoc/>
    public double Forward(RowBuffer scores, ReadOnlySpan<long> targets, float gradientScale)
    {
        var losses = new double[targets.Length];
        fixed (long* pinned = targets)
        {
            var ids = pinned;
            team.Split(targets.Length, 1, (first, end) => Part(scores, ids, losses, (first, end), gradientScale));
        }
        var sum = 0.0;
        foreach (var loss in losses) sum += loss;
        return sum;
    }

    static void Part(RowBuffer scores, long* targets, double[] losses, (int First, int End) rows, float gradientScale)
    {
        var width = scores.Width;
        if (scores.Type == ScalarType.Float32)
        {
            for (var row = rows.First; row < rows.End; row++)
                losses[row] = CrossEntropy.Forward((float*)scores.Data + (nint)row * width, width, (int)targets[row], gradientScale);
            return;
        }
        var wide = (float*)NativeMemory.AlignedAlloc((nuint)width * sizeof(float), 64);
        for (var row = rows.First; row < rows.End; row++)
        {
            var narrow = (BrainFloat16*)scores.Data + (nint)row * width;
            ElementRows.Convert(narrow, (Float32*)wide, width);
            losses[row] = CrossEntropy.Forward(wide, width, (int)targets[row], gradientScale);
            if (gradientScale != 0) ElementRows.Convert((Float32*)wide, narrow, width);
        }
        NativeMemory.AlignedFree(wide);
    }
}
