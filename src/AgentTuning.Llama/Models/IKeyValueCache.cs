using TorchSharp;

namespace AgentTuning.Llama.Models;

/// <summary>The keys and values of earlier positions.</summary>
/// <remarks>
/// One forward pass calls <see cref="Append"/> once for each layer, in order. <see cref="Length"/> counts the positions before
/// the pass until the pass of the last layer is over. Who makes a cache owns its tensors. Not safe for several callers at once.
/// </remarks>
public interface IKeyValueCache
{
    /// <summary>The number of earlier positions (columns), padding included.</summary>
    int Length { get; }

    /// <summary>Takes the keys and values of the new positions and gives those of all positions, new ones last.</summary>
    /// <param name="layer">From 0.</param>
    /// <param name="keys">(batch, key-value head, new position, head size), rotated.</param>
    /// <param name="values">(batch, key-value head, new position, head size)</param>
    /// <returns>Keys and values, each (batch, key-value head, position, head size).</returns>
    (torch.Tensor Keys, torch.Tensor Values) Append(int layer, torch.Tensor keys, torch.Tensor values);
}
