namespace AgentTuning.Llama.Kernels;

/// <summary>Causal attention over the documents of a pack, each by itself or after the prefix they share. One caller at a time.</summary>
interface IAttentionKernel
{
    /// <summary>What every row attends to.</summary>
    /// <param name="layout">How the documents lie.</param>
    /// <param name="rows">Queries, keys and values.</param>
    /// <param name="attended">(N, H·C), overwritten.</param>
    void Forward(PackLayout layout, AttentionRows rows, RowBuffer attended);

    /// <summary>The gradient of queries, keys and values.</summary>
    /// <param name="layout">How the documents lie.</param>
    /// <param name="rows">Queries, keys and values, and what <see cref="Forward"/> left.</param>
    /// <param name="attended">(N, H·C), from <see cref="Forward"/>.</param>
    /// <param name="gradients">(N, H·C), of what was attended.</param>
    /// <param name="projectedGradients">(N, W), overwritten.</param>
    void Backward(PackLayout layout, AttentionRows rows, RowBuffer attended, RowBuffer gradients, RowBuffer projectedGradients);
}
