using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm over rows. One caller at a time.</summary>
interface INormKernel
{
    /// <summary>The normalized rows times the weight.</summary>
    /// <param name="x">(N, D), 32-bit floats.</param>
    /// <param name="weight">(D), 32-bit floats.</param>
    /// <param name="y">(N, D), overwritten.</param>
    /// <param name="inverses">(N, 1), overwritten: what <see cref="AddBackward"/> needs.</param>
    void Forward(RowBuffer x, Tensor weight, RowBuffer y, RowBuffer inverses);

    /// <summary>Adds the gradient of the input to a matrix, and that of the weight to a vector.</summary>
    /// <param name="norm">The input with its inverses, and the weight.</param>
    /// <param name="outer">(N, D), the gradient of the output.</param>
    /// <param name="inputGradients">(N, D), 32-bit floats, added to.</param>
    /// <param name="weightGradients">(D), 32-bit floats, added to; null where the weight is frozen.</param>
    void AddBackward((RowBuffer X, RowBuffer Inverses, Tensor Weight) norm, RowBuffer outer, RowBuffer inputGradients, Tensor? weightGradients);
}
