using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>The keys and values of a shared prefix, read by several passes and extended by none.</summary>
sealed class PrefixCache : IKeyValueCache
{
    readonly (Tensor Keys, Tensor Values)[] _layers;

    /// <summary>Keeps what another cache holds; gradients flow back into the pass that filled it.</summary>
    public PrefixCache(GrowingKeyValueCache filled, int layerCount)
    {
        _layers = [.. Enumerable.Range(0, layerCount).Select(filled.Layer)];
        Length = filled.Length;
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values) =>
        (Join(_layers[layer].Keys, keys), Join(_layers[layer].Values, values));

    static Tensor Join(Tensor prefix, Tensor own) => cat([prefix.expand(own.size(0), -1, -1, -1), own], 2);
}
