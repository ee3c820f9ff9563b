using AgentTuning.Llama.Models;
using TorchSharp;

namespace AgentTuning.Bench;

/// <summary>Keys and values in tensors of the full length, so that a new position is written and nothing is copied.</summary>
sealed class FixedKeyValueCache : IKeyValueCache
{
    readonly torch.Tensor[] _keys;
    readonly torch.Tensor[] _values;

    public FixedKeyValueCache(LlamaConfig config, int count, int length)
    {
        _keys = Allocate();
        _values = Allocate();

        torch.Tensor[] Allocate() =>
            [.. Enumerable.Range(0, config.LayerCount).Select(_ => torch.zeros(count, config.KeyValueHeadCount, length, config.HeadSize))];
    }

    public int Length { get; private set; }

    public (torch.Tensor Keys, torch.Tensor Values) Append(int layer, torch.Tensor keys, torch.Tensor values)
    {
        var added = (int)keys.size(2);
        _keys[layer].narrow(2, Length, added).copy_(keys);
        _values[layer].narrow(2, Length, added).copy_(values);
        var all = Length + added;
        if (layer == _keys.Length - 1)
            Length = all;
        return (_keys[layer].narrow(2, 0, all), _values[layer].narrow(2, 0, all));
    }
}
