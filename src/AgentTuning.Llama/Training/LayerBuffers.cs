using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>What a decoder layer keeps of its way forward for the way back.</summary>
/// <remarks>
/// N rows of the pack, M those of them that later layers need (all but in the last layer), D hidden, W joint projection, F feed-forward,
/// H heads, A their width together. The residual stream and what sums are made of are 32-bit floats, inputs of products are of the type of products.
/// </remarks>
sealed class LayerBuffers(LlamaConfig config, ScalarType type, Device device) : IDisposable
{
    /// <summary>(N, D), after the attention's norm.</summary>
    public RowBuffer InputNormalized { get; } = new(config.HiddenSize, type, device);

    /// <summary>(N, 1), in 32-bit floats.</summary>
    public RowBuffer InputInverses { get; } = new(1, ScalarType.Float32, device);

    /// <summary>(N, W), queries, keys and values before they are turned.</summary>
    public RowBuffer Projected { get; } = new(config.QueryKeyValueWidth, type, device);

    /// <summary>(N, H), a head's rows one after the other, in 32-bit floats.</summary>
    public RowBuffer LogSums { get; } = new(config.HeadCount, ScalarType.Float32, device);

    /// <summary>(N, A), what attention gives.</summary>
    public RowBuffer Attended { get; } = new(config.AttentionWidth, type, device);

    /// <summary>(M, A), the rows of it that are needed; unused where all are.</summary>
    public RowBuffer AttendedKept { get; } = new(config.AttentionWidth, type, device);

    /// <summary>(M, D), the residual stream after attention, in 32-bit floats.</summary>
    public RowBuffer Middle { get; } = new(config.HiddenSize, ScalarType.Float32, device);

    /// <summary>(M, D), after the feed-forward's norm.</summary>
    public RowBuffer MiddleNormalized { get; } = new(config.HiddenSize, type, device);

    /// <summary>(M, 1), in 32-bit floats.</summary>
    public RowBuffer MiddleInverses { get; } = new(1, ScalarType.Float32, device);

    /// <summary>(M, 2F), gate and up projection; their gradient on the way back.</summary>
    public RowBuffer GateUp { get; } = new(2 * config.IntermediateSize, type, device);

    /// <summary>(M, F)</summary>
    public RowBuffer Activated { get; } = new(config.IntermediateSize, type, device);

    /// <summary>The bytes that are held.</summary>
    public long Bytes => All.Sum(buffer => buffer.Bytes);

    /// <summary>The bytes that a pack takes.</summary>
    /// <param name="rows">N</param>
    /// <param name="kept">M where this holds the last layer; null elsewhere.</param>
    /// <param name="isShared">True if this also holds a layer that needs all rows.</param>
    public long BytesFor(long rows, long? kept, bool isShared) =>
        OfAllRows.Sum(buffer => buffer.BytesFor(rows)) + AttendedKept.BytesFor(kept ?? 0)
        + OfKeptRows.Sum(buffer => buffer.BytesFor(isShared ? rows : kept ?? rows));

    IEnumerable<RowBuffer> OfAllRows => [InputNormalized, InputInverses, Projected, LogSums, Attended];

    IEnumerable<RowBuffer> OfKeptRows => [Middle, MiddleNormalized, MiddleInverses, GateUp, Activated];

    IEnumerable<RowBuffer> All => [.. OfAllRows, AttendedKept, .. OfKeptRows];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in All) buffer.Dispose();
    }
}
