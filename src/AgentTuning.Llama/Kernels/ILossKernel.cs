namespace AgentTuning.Llama.Kernels;

/// <summary>Cross-entropy over rows of scores. One caller at a time.</summary>
interface ILossKernel
{
    /// <summary>Sums −log p(target) over the rows.</summary>
    /// <param name="scores">(M, V); they become their gradient times the scale.</param>
    /// <param name="targets">(M), the right token of each row.</param>
    /// <param name="gradientScale">0 leaves the scores without meaning.</param>
    double Forward(RowBuffer scores, ReadOnlySpan<long> targets, float gradientScale);
}
