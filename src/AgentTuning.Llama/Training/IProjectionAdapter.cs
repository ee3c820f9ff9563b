using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>Something added to a projection whose own weight may be frozen, such as a product of two thin matrices.</summary>
/// <remarks>One caller at a time. Where activations are computed again, <see cref="Forward"/> comes a second time with the same input and must give the same.</remarks>
interface IProjectionAdapter
{
    /// <summary>Adds what the adapter gives for every row.</summary>
    /// <param name="input">(N, in), in the type of products.</param>
    /// <param name="output">(N, out), in the type of products or, where it is the residual stream, in 32-bit floats.</param>
    void Forward(Tensor input, Tensor output);

    /// <summary>Adds the gradients of the adapter's weights, and the adapter's part of the input's gradient.</summary>
    /// <param name="outer">(N, out), the gradient of the output, in the type of products.</param>
    /// <param name="input">(N, in), as on the way forward.</param>
    /// <param name="inner">(N, in), in the type of products: holds the projection's own part.</param>
    void Backward(Tensor outer, Tensor input, Tensor inner);
}
