using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>A model's weights where they lie, one at a time.</summary>
interface IWeightReader : IDisposable
{
    /// <summary>The shape.</summary>
    LlamaConfig Config { get; }

    /// <summary>Radians per position of each pair of a head.</summary>
    float[] Frequencies { get; }

    /// <summary>A weight in 32-bit floats; belongs to the caller.</summary>
    /// <param name="name">Hugging Face's name of it.</param>
    Tensor Read(string name);
}
