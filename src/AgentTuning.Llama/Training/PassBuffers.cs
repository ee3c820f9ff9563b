using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>All rows that a pass keeps or works in; they stay from pack to pack and grow to the largest.</summary>
/// <remarks>N rows of the pack, M rows before supervised tokens, D hidden, W joint projection, F feed-forward, A width of all heads, V vocabulary.</remarks>
sealed class PassBuffers : IDisposable
{
    const int MostScores = 1 << 22;
    const int MostScoreRows = 512;

    readonly int _layerCount;
    readonly int _every;
    readonly RowBuffer[] _inputs;
    readonly LayerBuffers[] _layers;
    readonly RowBuffer[] _ofKeptRows;
    readonly RowBuffer[] _ofRows;
    readonly RowBuffer[] _ofFeedForward;

    public PassBuffers(LlamaConfig config, PassOptions options, Device device)
    {
        var type = options.ComputeType;
        var (hidden, heads) = (config.HiddenSize, config.AttentionWidth);
        _layerCount = config.LayerCount;
        _every = options.CheckpointEvery == 0 ? _layerCount : Math.Min(options.CheckpointEvery, _layerCount);
        _layers = [.. Enumerable.Range(0, _every).Select(_ => new LayerBuffers(config, type, device))];
        var within = Enumerable.Range(0, _every).Select(_ => Floats(hidden)).ToArray();
        _inputs = [.. Enumerable.Range(0, _layerCount).Select(i => i % _every == 0 ? Floats(hidden) : within[i % _every])];
        Output = Floats(hidden);
        Normalized = new(hidden, type, device);
        Inverses = Floats(1);
        Scores = new(config.VocabularySize, type, device);
        ScoreRows = ScoreRowsFor(config);
        Residual = Floats(hidden);
        Spread = Floats(hidden);
        Outer = new(hidden, type, device);
        Product = new(hidden, type, device);
        Inner = new(hidden, type, device);
        AttendedGradients = new(heads, type, device);
        AttendedSpread = new(heads, type, device);
        ProjectedGradients = new(config.QueryKeyValueWidth, type, device);
        HeadsNormalized = new(config.QueryKeyValueWidth, type, device);
        ActivatedGradients = new(config.IntermediateSize, type, device);
        _ofKeptRows = [Output, Normalized, Inverses, Residual];
        RowBuffer[] ofRows = [Spread, Inner, AttendedSpread, ProjectedGradients];
        _ofRows = config.HasQueryKeyNorm ? [.. ofRows, HeadsNormalized] : ofRows;
        _ofFeedForward = options.IsNarrow ? [ActivatedGradients, AttendedGradients, Outer, Product] : [ActivatedGradients, AttendedGradients];

        RowBuffer Floats(int width) => new(width, ScalarType.Float32, device);
    }

    /// <summary>(M, D), the residual stream after the last layer.</summary>
    public RowBuffer Output { get; }

    /// <summary>(M, D), after the last norm.</summary>
    public RowBuffer Normalized { get; }

    /// <summary>(M, 1), of the last norm.</summary>
    public RowBuffer Inverses { get; }

    /// <summary>(<see cref="ScoreRows"/>, V)</summary>
    public RowBuffer Scores { get; }

    /// <summary>How many rows of scores lie in memory at once.</summary>
    public int ScoreRows { get; }

    /// <summary>(M, D), the gradient of the residual stream behind the last layer's attention.</summary>
    public RowBuffer Residual { get; }

    /// <summary>(N, D), the same before it, where the other rows have joined.</summary>
    public RowBuffer Spread { get; }

    /// <summary>(N, D), the gradient of the residual stream in the type of products; unused where that is the same.</summary>
    public RowBuffer Outer { get; }

    /// <summary>(N, D), a product before it is added to the residual stream; unused where products add by themselves.</summary>
    public RowBuffer Product { get; }

    /// <summary>(N, D), the gradient of normalized states.</summary>
    public RowBuffer Inner { get; }

    /// <summary>(N, A), the gradient of what attention gave.</summary>
    public RowBuffer AttendedGradients { get; }

    /// <summary>(N, A), the same for all rows of the last layer.</summary>
    public RowBuffer AttendedSpread { get; }

    /// <summary>(N, W), the gradient of the joint projection.</summary>
    public RowBuffer ProjectedGradients { get; }

    /// <summary>(N, W), queries and keys after the norm of their heads; unused where there is none.</summary>
    public RowBuffer HeadsNormalized { get; }

    /// <summary>(N, F), the gradient of what the activation gave.</summary>
    public RowBuffer ActivatedGradients { get; }

    /// <summary>The bytes that are held.</summary>
    public long Bytes => All.Sum(buffer => buffer.Bytes) + _layers.Sum(layer => layer.Bytes);

    IEnumerable<RowBuffer> All =>
        [.. _inputs.Distinct(), .. _ofKeptRows, Scores, .. _ofRows, .. _ofFeedForward];

    /// <summary>(N, D), the residual stream that comes into a layer.</summary>
    public RowBuffer Input(int layer) => _inputs[layer];

    /// <summary>What a layer keeps; layers of different stretches share it.</summary>
    public LayerBuffers Layer(int layer) => _layers[layer % _every];

    /// <summary>The first of the layers whose activations lie in memory together with a layer's.</summary>
    public int FirstTogether(int layer) => layer / _every * _every;

    /// <summary>The bytes that a pack takes.</summary>
    /// <param name="rows">N</param>
    /// <param name="kept">M</param>
    public long BytesFor(long rows, long kept)
    {
        var bytes = (long)_inputs.Distinct().Count() * _inputs[0].BytesFor(rows);
        for (var i = 0; i < _layers.Length; i++)
        {
            var holdsLast = i == (_layerCount - 1) % _every;
            bytes += _layers[i].BytesFor(rows, holdsLast ? kept : null, isShared: i + _every < _layerCount);
        }
        bytes += _ofKeptRows.Sum(buffer => buffer.BytesFor(kept)) + Scores.BytesFor(Math.Min(kept, ScoreRows));
        return bytes + _ofRows.Sum(buffer => buffer.BytesFor(rows)) + _ofFeedForward.Sum(buffer => buffer.BytesFor(_layerCount == 1 ? kept : rows));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in All) buffer.Dispose();
        foreach (var layer in _layers) layer.Dispose();
    }

    // Never rows times vocabulary, but enough rows that the head's gradient is not read and written for a few of them each time.
    static int ScoreRowsFor(LlamaConfig config) =>
        Math.Max(Math.Max(1, MostScores / config.VocabularySize), Math.Min(config.HiddenSize, MostScoreRows));
}
