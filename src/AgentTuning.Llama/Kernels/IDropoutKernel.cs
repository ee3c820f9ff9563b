using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Dropout on the inputs of a projection. Tensors lie in rows without gaps. One caller at a time.</summary>
interface IDropoutKernel
{
    /// <summary>Copies rows without what is hidden.</summary>
    /// <param name="dropout">What is hidden.</param>
    /// <param name="keys">Of the rows.</param>
    /// <param name="input">(N, in)</param>
    /// <param name="output">(N, in), of the same type, overwritten.</param>
    void Forward(ColumnDropout dropout, DropoutKeys keys, Tensor input, Tensor output);

    /// <summary>Adds a gradient where it is not hidden.</summary>
    /// <param name="dropout">What is hidden.</param>
    /// <param name="keys">Of the rows.</param>
    /// <param name="outer">(N, in), the gradient of the output.</param>
    /// <param name="inner">(N, in), of the same type: the gradient of the input, added to.</param>
    void AddBackward(ColumnDropout dropout, DropoutKeys keys, Tensor outer, Tensor inner);
}
