using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>A model that is computed layer by layer, with the weights of one layer in memory where all would be too many.</summary>
/// <remarks>Shapes: T position, D hidden, V vocabulary.</remarks>
sealed class LayeredModel : IDisposable
{
    const long MostKeptBytes = 1L << 30;

    readonly IWeightReader _weights;
    readonly DecoderLayer?[] _kept;
    readonly bool _keeps;
    Tensor? _head;

    public LayeredModel(IWeightReader weights)
    {
        _weights = weights;
        _kept = new DecoderLayer?[weights.Config.LayerCount];
        _keeps = weights.Config.ParameterCount * sizeof(float) <= MostKeptBytes;
    }

    /// <summary>The scores of every token to come next, after each position of a text.</summary>
    /// <param name="texts">Ids of each text.</param>
    /// <param name="fromPosition">The first position wanted; negative counts from the end.</param>
    /// <returns>(T, V) for each text, one at a time; belongs to the caller.</returns>
    public IEnumerable<Tensor> Logits(IReadOnlyList<int[]> texts, int fromPosition = 0)
    {
        var states = Hidden(texts);
        try
        {
            foreach (var state in states) yield return Score(state, fromPosition); // no scope is open meanwhile
        }
        finally
        {
            foreach (var state in states) state.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var layer in _kept) Free(layer);
        _head?.Dispose();
    }

    // The last hidden state of every position, normalized: (1, T, D) for each text.
    List<Tensor> Hidden(IReadOnlyList<int[]> texts)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var states = Embed(texts);
        var (cosines, sines) = Rotary(texts.Max(text => text.Length));
        for (var i = 0; i < _kept.Length; i++)
        {
            var layer = _kept[i] ?? new DecoderLayer(_weights.Config, i, Create);
            if (_keeps) _kept[i] = layer;
            for (var t = 0; t < states.Count; t++)
            {
                var length = states[t].size(1);
                var next = layer.Forward(states[t], cosines.narrow(0, 0, length), sines.narrow(0, 0, length), mask: null, append: null);
                states[t].Dispose();
                states[t] = next;
            }
            if (i == _kept.Length - 1)
            {
                using var norm = _weights.Read("model.norm.weight");
                for (var t = 0; t < states.Count; t++) states[t] = layer.Normalize(states[t], norm);
            }
            if (!_keeps) Free(layer);
        }
        return [.. states.Select(state => state.DetachFromDisposeScope())];
    }

    Tensor Score(Tensor state, int fromPosition)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var first = fromPosition < 0 ? state.size(1) + fromPosition : fromPosition;
        return DecoderLayer.Linear(state[0].narrow(0, first, state.size(1) - first), Head()).MoveToOuterDisposeScope();
    }

    List<Tensor> Embed(IReadOnlyList<int[]> texts)
    {
        using var table = _weights.Read("model.embed_tokens.weight");
        return [.. texts.Select(text => table.index_select(0, tensor(text.Select(id => (long)id).ToArray())).unsqueeze(0))];
    }

    Tensor Head() => _head ??= _weights.Read(_weights.Config.HasTiedHead ? "model.embed_tokens.weight" : "lm_head.weight").DetachFromDisposeScope();

    (Tensor Cosines, Tensor Sines) Rotary(int length)
    {
        var frequencies = _weights.Frequencies;
        var amplitude = _weights.Config.RopeScaling?.Amplitude ?? 1;
        var angles = Enumerable.Range(0, length).SelectMany(position => frequencies.Select(frequency => (double)(position * frequency))).ToArray();
        long[] shape = [length, frequencies.Length];
        return (tensor(Array.ConvertAll(angles, angle => (float)(Math.Cos(angle) * amplitude)), shape),
            tensor(Array.ConvertAll(angles, angle => (float)(Math.Sin(angle) * amplitude)), shape));
    }

    Parameter Create(long[] shape, params string[] names)
    {
        using var scope = NewDisposeScope();
        var joint = names.Length == 1 ? _weights.Read(names[0]) : cat([.. names.Select(_weights.Read)]);
        return LlamaModel.Keep(joint.DetachFromDisposeScope(), isTrained: false);
    }

    static void Free(DecoderLayer? layer)
    {
        foreach (var parameter in layer?.Parameters ?? []) parameter.Dispose();
    }
}
