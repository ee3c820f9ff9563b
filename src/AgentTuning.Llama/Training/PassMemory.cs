using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>The memory of one pass over a pack, beside weights, gradients and the optimizer's state. Its buffers say themselves what they take.</summary>
/// <param name="Rows">Bytes of activations, gradients of activations and scores.</param>
/// <param name="Attention">Bytes that the threads of attention work in.</param>
public sealed record PassMemory(long Rows, long Attention)
{
    /// <summary>All bytes of one shard.</summary>
    public long Bytes => Rows + Attention;

    /// <summary>The memory of a pack.</summary>
    /// <param name="config">The model.</param>
    /// <param name="options">How the pass computes; the precision is decided.</param>
    /// <param name="rows">Of the pack.</param>
    /// <param name="supervisedRows">Those of them before supervised tokens.</param>
    /// <param name="longestContext">The longest document, with its prefix.</param>
    public static PassMemory For(LlamaConfig config, PassOptions options, long rows, long supervisedRows, int longestContext)
    {
        using var buffers = new PassBuffers(config, options, CPU);
        return new(
            buffers.BytesFor(rows, supervisedRows),
            options.Threads * AttentionScratch.BytesFor(longestContext, longestContext, config.HeadSize));
    }

    /// <summary>The memory of a pack with what the adapters of a run work in.</summary>
    internal static PassMemory For(LlamaConfig config, TrainingOptions options, PackSize pack)
    {
        var plain = For(config, options.Pass, pack.Rows, pack.Kept, pack.LongestContext);
        return options.Lora is { } lora ? plain with { Rows = plain.Rows + AdapterRows.BytesFor(config, options.Pass, lora, pack.Rows) } : plain;
    }

    /// <summary>The bytes of the copies of weights in the type of products, which all shards share.</summary>
    public static long WeightCopies(LlamaConfig config, PassOptions options) =>
        options.IsNarrow ? sizeof(ushort) * (config.ParameterCount - (config.HasTiedHead ? 0 : (long)config.VocabularySize * config.HiddenSize)) : 0;
}
