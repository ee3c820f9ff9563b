using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Sums and conversions between number types. Tensors lie in rows without gaps. One caller at a time.</summary>
interface ISumKernel
{
    /// <summary>Copies numbers into a tensor of another type.</summary>
    void Convert(Tensor from, Tensor to);

    /// <summary>sum = first + second; the first and the sum in 32-bit floats.</summary>
    void Add(Tensor first, Tensor second, Tensor sum);
}
