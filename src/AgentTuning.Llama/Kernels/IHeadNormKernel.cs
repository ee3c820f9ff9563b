namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm over each head of queries and keys before they are turned. One caller at a time.</summary>
interface IHeadNormKernel
{
    /// <summary>The normalized heads; those of values are left as they are.</summary>
    /// <param name="projected">(N, W)</param>
    /// <param name="norms">The weights.</param>
    /// <param name="normalized">(N, W), queries and keys overwritten.</param>
    void Forward(RowBuffer projected, HeadNorms norms, RowBuffer normalized);

    /// <summary>Turns the gradient of normalized heads into that of the heads, and adds the gradients of the weights.</summary>
    /// <param name="projected">(N, W), as on the way forward.</param>
    /// <param name="norms">The weights and their gradients.</param>
    /// <param name="gradients">(N, W), queries and keys overwritten.</param>
    void Backward(RowBuffer projected, HeadNorms norms, RowBuffer gradients);
}
