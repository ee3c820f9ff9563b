using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>The loss of packed documents and its gradient, written out by hand: libtorch does the large products, kernels the rest.</summary>
/// <remarks>
/// Automatic differentiation spends a fifth to two fifths of the time of a small model on making and freeing what it remembers. Here all of it lies in buffers
/// that stay. One caller at a time. Shapes: N rows of the pack, M rows before supervised tokens, D hidden, V vocabulary.
/// </remarks>
sealed class PackedPass : IDisposable
{
    readonly ComputeWeights _weights;
    readonly bool _ownsWeights;
    readonly PassKernels _kernels;
    readonly PassBuffers _buffers;
    readonly PassLayer[] _layers;
    readonly PassWeight _embedding;
    readonly PassWeight _finalNorm;
    readonly AdapterRows _adapterRows;

    /// <summary>A pass with its own copies of the weights where it computes in another type.</summary>
    public PackedPass(LlamaModel model, PassOptions? options = null)
        : this(model, options ?? new(), new(model, (options ?? new()).ComputeType))
    {
        _ownsWeights = true;
        Refresh();
    }

    /// <summary>A pass of a replica.</summary>
    public PackedPass(LlamaModel replica, PassOptions options, ComputeWeights weights)
    {
        var config = replica.Config;
        Options = options;
        _weights = weights;
        var shape = AttentionShape.Of(config, replica.Rotary.CosineNumbers, replica.Rotary.SineNumbers);
        var device = replica.Embedding.device;
        _kernels = device.type == DeviceType.CPU && !options.UsesOperators
            ? PassKernels.OnProcessor(shape, config.NormEpsilon, options.Threads)
            : PassKernels.OnDevice(device, shape, config.NormEpsilon);
        _buffers = new(config, options, device);
        var weightOf = PassWeight.Finder(replica, weights);
        _layers = [.. replica.Layers.Select((layer, i) => new PassLayer(layer, config.WindowOf(i), weightOf, _kernels, _buffers))];
        _embedding = weightOf(replica.Embedding);
        _finalNorm = weightOf(replica.FinalNorm);
        Head = new(weightOf(replica.Head), null, _kernels.Sums, _buffers.Product);
        _adapterRows = new(replica, options.ComputeType);
        foreach (var adapters in replica.Adapters.GroupBy(adapter => (adapter.Module.Layer, adapter.Module.Matrix)))
            _layers[adapters.Key.Layer][adapters.Key.Matrix].Adapters = [.. adapters.Select(adapter => Of(adapter, weightOf))];
    }

    /// <summary>How the pass computes.</summary>
    public PassOptions Options { get; }

    /// <summary>The layers, for their projections.</summary>
    public IReadOnlyList<PassLayer> Layers => _layers;

    /// <summary>From the last hidden states to scores.</summary>
    public Projection Head { get; }

    /// <summary>Seeds the dropout of adapters in <see cref="Backward"/>; null computes without.</summary>
    public ulong? DropoutSeed { get; set; }

    /// <summary>The bytes of rows that are held.</summary>
    public long Bytes => _buffers.Bytes + _adapterRows.Bytes;

    /// <summary>Brings the copies of weights up to date after the weights have changed.</summary>
    /// <param name="part">Which share of them.</param>
    /// <param name="parts">Into how many shares callers have cut them.</param>
    public void Refresh(int part = 0, int parts = 1)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        for (var i = part; i < _weights.Count; i += parts) _weights.Refresh(i, _kernels.Sums);
    }

    /// <summary>The cross-entropy summed over supervised tokens.</summary>
    public double Loss(TrainingPack pack)
    {
        if (pack.Targets.IsEmpty) return 0;
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        _adapterRows.Begin(pack, seed: null);
        Forward(pack);
        return HeadLoss(pack, gradientScale: 0);
    }

    /// <summary>The cross-entropy summed over supervised tokens; adds its gradient over a divisor to the model's gradients.</summary>
    public double Backward(TrainingPack pack, long divisor)
    {
        if (pack.Targets.IsEmpty) return 0;
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        _adapterRows.Begin(pack, DropoutSeed);
        Forward(pack);
        var loss = HeadLoss(pack, 1f / divisor);
        BackwardLayers(pack);
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kernels.Dispose();
        _buffers.Dispose();
        _adapterRows.Dispose();
        if (_ownsWeights) _weights.Dispose();
    }

    /// <summary>Fills the layers' buffers, and the last hidden states with their norm.</summary>
    void Forward(TrainingPack pack)
    {
        _kernels.Rows.Gather(_embedding.Value, pack.Ids, _buffers.Input(0));
        for (var i = 0; i < _layers.Length; i++)
        {
            using var scope = NewDisposeScope();
            _layers[i].Forward(_buffers.Layer(i), _buffers.Input(i), pack.Layout, KeptIn(i, pack), IsLast(i) ? _buffers.Output : _buffers.Input(i + 1));
        }
        _kernels.Norm.Forward(_buffers.Output, _finalNorm.Value, _buffers.Normalized, _buffers.Inverses);
    }

    /// <summary>The loss; with a gradient scale also the gradient of the normalized states, and the head's.</summary>
    double HeadLoss(TrainingPack pack, float gradientScale)
    {
        var count = pack.Targets.Length;
        var normalized = _buffers.Normalized.View();
        var gradients = _buffers.Inner.Use(count).View();
        var loss = 0.0;
        for (var first = 0; first < count; first += _buffers.ScoreRows)
        {
            using var scope = NewDisposeScope();
            var rows = Math.Min(_buffers.ScoreRows, count - first);
            var (scores, hidden) = (_buffers.Scores.Use(rows).View(), normalized.narrow(0, first, rows));
            Head.Forward(hidden, scores);
            loss += _kernels.Loss.Forward(_buffers.Scores, pack.Targets.Slice(first, rows), gradientScale);
            if (gradientScale != 0) Head.Backward(scores, hidden, gradients.narrow(0, first, rows));
        }
        return loss;
    }

    /// <summary>From the gradient of the normalized states down to the embeddings.</summary>
    void BackwardLayers(TrainingPack pack)
    {
        var residual = _buffers.Residual.Use(pack.Kept.Length);
        residual.View().zero_();
        _kernels.Norm.AddBackward((_buffers.Output, _buffers.Inverses, _finalNorm.Value), _buffers.Inner, residual, _finalNorm.GradientIfTrained());
        var computed = _buffers.FirstTogether(_layers.Length - 1);
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            using var scope = NewDisposeScope();
            if (i < computed)
            {
                computed = _buffers.FirstTogether(i);
                for (var again = computed; again <= i; again++)
                    _layers[again].Forward(_buffers.Layer(again), _buffers.Input(again), pack.Layout, [], again < i ? _buffers.Input(again + 1) : null);
            }
            residual = _layers[i].Backward(_buffers.Layer(i), _buffers.Input(i), pack.Layout, KeptIn(i, pack), residual);
        }
        if (_embedding.IsTrained) _kernels.Rows.ScatterAdd(residual, pack.Ids, _embedding.Gradient());
    }

    AdapterProjection Of(LowRankAdapter adapter, Func<Parameter, PassWeight> weightOf) =>
        new(adapter, weightOf(adapter.A), weightOf(adapter.B), _adapterRows, _kernels.Dropout)
        {
            SeesKeptRows = IsLast(adapter.Module.Layer) && adapter.Module.Matrix != LayerMatrix.QueryKeyValue,
        };

    bool IsLast(int layer) => layer == _layers.Length - 1;

    // Behind the attention of the last layer only the rows before supervised tokens are needed.
    ReadOnlySpan<long> KeptIn(int layer, TrainingPack pack) => IsLast(layer) ? pack.Kept : default;
}
