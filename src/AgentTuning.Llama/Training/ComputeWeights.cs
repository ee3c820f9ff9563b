using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>The weights in the number type that a pass computes in: the weights themselves, or copies that follow them. Replicas share them.</summary>
sealed class ComputeWeights : IDisposable
{
    readonly IReadOnlyList<Parameter> _parameters;
    readonly Tensor?[] _copies;

    /// <param name="model">The model itself, not a replica.</param>
    /// <param name="type">Of matrix products; whatever else is computed in 32-bit floats.</param>
    public ComputeWeights(LlamaModel model, ScalarType type)
    {
        _parameters = model.Parameters;
        _copies = new Tensor?[_parameters.Count];
        var products = new HashSet<object>(OfProducts(model), ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _copies.Length; i++)
        {
            var parameter = _parameters[i];
            var wanted = products.Contains(parameter) ? type : ScalarType.Float32;
            // A table that is only looked up is read as it is.
            if (parameter.dtype == wanted || ReferenceEquals(parameter, model.Embedding) && !products.Contains(parameter)) continue;
            _copies[i] = empty(parameter.shape, dtype: wanted, device: parameter.device).DetachFromDisposeScope();
        }
    }

    /// <summary>How many weights there are, in the order of the model's parameters.</summary>
    public int Count => _copies.Length;

    /// <summary>The bytes of all copies.</summary>
    public long Bytes => _copies.Sum(copy => copy is null ? 0 : copy.numel() * copy.ElementSize);

    /// <summary>A weight as the pass computes with it.</summary>
    /// <param name="index">Among the model's parameters.</param>
    public Tensor this[int index] => _copies[index] ?? _parameters[index];

    /// <summary>Brings the copy of a weight up to date, if there is one.</summary>
    public void Refresh(int index, ISumKernel kernel)
    {
        if (_copies[index] is { } copy) kernel.Convert(_parameters[index], copy);
    }

    static IEnumerable<Parameter> OfProducts(LlamaModel model) =>
        model.Layers.SelectMany<DecoderLayer, Parameter>(layer =>
        {
            Parameter?[] all =
            [
                layer.QueryKeyValue, layer.Output, layer.GateUp, layer.Down,
                layer.QueryKeyValueBias, layer.OutputBias, layer.GateUpBias, layer.DownBias,
            ];
            return all.OfType<Parameter>();
        }).Append(model.Head).Concat(model.Adapters.SelectMany(adapter => new[] { adapter.A, adapter.B }));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies) copy?.Dispose();
    }
}
