using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>What the adapters of one pass share: the keys of the pack's rows, and room to work in.</summary>
sealed class AdapterRows : IDisposable
{
    readonly Dictionary<int, RowBuffer> _scratch;
    DropoutKeys? _all;
    DropoutKeys? _kept;

    /// <param name="replica">With its adapters.</param>
    /// <param name="type">Of products.</param>
    public AdapterRows(LlamaModel replica, ScalarType type) => _scratch = replica.Adapters
        .Where(adapter => adapter.Dropout.Share > 0)
        .Select(adapter => adapter.Module.Inputs).Distinct()
        .ToDictionary(width => width, width => new RowBuffer(width, type, replica.Embedding.device));

    /// <summary>The bytes that are held.</summary>
    public long Bytes => _scratch.Values.Sum(buffer => buffer.Bytes);

    /// <summary>The bytes that a pack takes, with the largest of what comes and goes within a projection.</summary>
    /// <param name="config">Of the model.</param>
    /// <param name="options">Of the pass.</param>
    /// <param name="lora">Of the adapters.</param>
    /// <param name="rows">N</param>
    public static long BytesFor(LlamaConfig config, PassOptions options, LoraOptions lora, long rows)
    {
        var shapes = AdapterShapes.Of(lora, config);
        var number = options.IsNarrow ? sizeof(ushort) : sizeof(float);
        var kept = lora.Dropout > 0 ? shapes.Select(shape => (long)shape.Module.Inputs).Distinct().Sum() : 0;
        // A product that is added to the residual stream, which is wider; beside it two thin ones.
        var passing = (options.IsNarrow ? config.HiddenSize : 0L) + 2L * shapes.Max(shape => shape.Rank);
        return number * rows * (kept + passing);
    }

    /// <summary>Takes up a pack.</summary>
    /// <param name="pack">Its rows are those that the adapters see next.</param>
    /// <param name="seed">Of the step's dropout; null computes without.</param>
    public void Begin(TrainingPack pack, ulong? seed)
    {
        _all?.Dispose();
        _kept?.Dispose();
        (_all, _kept) = (null, null);
        if (seed is not { } known || _scratch.Count == 0) return;
        var keys = pack.RowKeys(known);
        _all = new(keys);
        _kept = new([.. pack.Kept.ToArray().Select(row => keys[row])]);
    }

    /// <summary>The keys of the rows that come in; null computes without dropout.</summary>
    /// <param name="areKept">True where only the rows before supervised tokens do.</param>
    public DropoutKeys? Keys(bool areKept) => areKept ? _kept : _all;

    /// <summary>(N, in), whatever was there.</summary>
    public Tensor Scratch(Tensor input) => _scratch[(int)input.size(1)].Use((int)input.size(0)).View();

    /// <inheritdoc/>
    public void Dispose()
    {
        _all?.Dispose();
        _kept?.Dispose();
        foreach (var buffer in _scratch.Values) buffer.Dispose();
    }
}
