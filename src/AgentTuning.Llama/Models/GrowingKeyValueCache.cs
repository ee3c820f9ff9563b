using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>A cache that joins new keys and values to the old ones; gradients flow through it.</summary>
/// <remarks>Copies everything at each pass: for few passes, such as a prefix that many texts share.</remarks>
public sealed class GrowingKeyValueCache(int layerCount) : IKeyValueCache
{
    readonly Tensor?[] _keys = new Tensor?[layerCount];
    readonly Tensor?[] _values = new Tensor?[layerCount];

    /// <inheritdoc/>
    public int Length { get; private set; }

    /// <inheritdoc/>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        _keys[layer] = Join(_keys[layer], keys);
        _values[layer] = Join(_values[layer], values);
        if (layer == layerCount - 1) Length = (int)_keys[layer]!.size(2);
        return (_keys[layer]!, _values[layer]!);
    }

    static Tensor Join(Tensor? earlier, Tensor added) =>
        earlier is null ? added : cat([earlier.expand(added.size(0), -1, -1, -1), added], 2);
}
