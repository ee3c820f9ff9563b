using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Training;

/// <summary>What a decoder layer keeps of its way forward for the way back.</summary>
/// <remarks>N rows of the pack, M those of them that later layers need, D hidden, W joint projection, F feed-forward, H heads.</remarks>
sealed class LayerBuffers(LlamaConfig config) : IDisposable
{
    /// <summary>(N, D), the residual stream that comes in.</summary>
    public RowBuffer Input { get; } = new(config.HiddenSize);

    /// <summary>(N, D), after the attention's norm.</summary>
    public RowBuffer InputNormalized { get; } = new(config.HiddenSize);

    /// <summary>(N, 1)</summary>
    public RowBuffer InputInverses { get; } = new(1);

    /// <summary>(N, W), queries, keys and values before they are turned.</summary>
    public RowBuffer Projected { get; } = new((config.HeadCount + 2 * config.KeyValueHeadCount) * config.HeadSize);

    /// <summary>(N, H), a head's rows one after the other.</summary>
    public RowBuffer LogSums { get; } = new(config.HeadCount);

    /// <summary>(N, D), what attention gives.</summary>
    public RowBuffer Attended { get; } = new(config.HiddenSize);

    /// <summary>(M, D), the rows of it that are needed; unused where all are.</summary>
    public RowBuffer AttendedKept { get; } = new(config.HiddenSize);

    /// <summary>(M, D), the residual stream after attention.</summary>
    public RowBuffer Middle { get; } = new(config.HiddenSize);

    /// <summary>(M, D), after the feed-forward's norm.</summary>
    public RowBuffer MiddleNormalized { get; } = new(config.HiddenSize);

    /// <summary>(M, 1)</summary>
    public RowBuffer MiddleInverses { get; } = new(1);

    /// <summary>(M, 2F), gate and up projection; their gradient on the way back.</summary>
    public RowBuffer GateUp { get; } = new(2 * config.IntermediateSize);

    /// <summary>(M, F)</summary>
    public RowBuffer Activated { get; } = new(config.IntermediateSize);

    /// <inheritdoc/>
    public void Dispose()
    {
        RowBuffer[] buffers =
        [
            Input, InputNormalized, InputInverses, Projected, LogSums, Attended, AttendedKept, Middle, MiddleNormalized, MiddleInverses, GateUp, Activated,
        ];
        foreach (var buffer in buffers) buffer.Dispose();
    }
}
