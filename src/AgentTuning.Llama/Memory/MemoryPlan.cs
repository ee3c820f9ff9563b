using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Memory;

/// <summary>The most memory that a training run takes, known before its first step; beside what the process held before.</summary>
public sealed record MemoryPlan
{
    const long LibraryBytes = 48L << 20; // measured: what is left when a model of 20 thousand parameters is trained

    const double MuonLeftovers = 2.8; // measured: what its many temporaries leave in the allocator, over the matrices inside the layers

    /// <summary>The parts.</summary>
    public required ImmutableArray<MemoryItem> Items { get; init; }

    /// <summary>All parts together.</summary>
    public long Bytes => Items.Sum(item => item.Bytes);

    /// <summary>The plan of a run whose examples are known.</summary>
    public static MemoryPlan Of(LlamaConfig config, TrainingPlan plan) => Create(config, plan.Options, plan.Largest.Shards);

    /// <summary>The plan of a run whose packs are as large as they can be and supervised throughout.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="options">Its longest example and its rows in a pack say how large packs are.</param>
    public static MemoryPlan OfFullPacks(LlamaConfig config, TrainingOptions options) => Create(config, options, FullPacks(config, options));

    /// <summary>Packs as large as they can be, one for each shard.</summary>
    internal static ImmutableArray<PackSize> FullPacks(LlamaConfig config, TrainingOptions options)
    {
        var length = Math.Min(options.MaxLength ?? int.MaxValue, config.MaxPositions);
        var rows = Math.Max(options.Pass.RowsPerPack, length - 1);
        return [.. Enumerable.Repeat(new PackSize(rows, rows, length - 1), options.Shards)];
    }

    /// <summary>The plan for packs of given sizes, one for each shard.</summary>
    internal static MemoryPlan Create(LlamaConfig config, TrainingOptions options, IReadOnlyList<PackSize> shards)
    {
        NativeTorch.EnsureLoaded();
        var trained = options.Lora is { } lora ? LoraCheckpoint.ParameterCount(lora, config) : config.ParameterCount;
        var packs = shards.Select(pack => PassMemory.For(config, options, pack)).ToList();
        var chunks = shards.Select(pack => LossChunk(config, options.Pass, pack.Kept)).ToList();
        var state = OptimizerState(config, options);
        List<MemoryItem> items =
        [
            .. Weights(config, options, trained),
            new("gradients", sizeof(float) * trained * options.Shards, Note($"fp32, {options.Shards} × (one for each shard)")),
            new("optimizer", state.Kept, Note($"{options.Optimizer}, fp32")),
            new("activations", packs.Sum(pack => pack.Bytes) - chunks.Sum(), Note($"packs of up to {shards.Max(pack => pack.Rows):N0} rows on {options.Shards} ×")),
            new("loss chunk", chunks.Sum(), Note($"{config.VocabularySize:N0} scores for some rows at a time")),
            new("libraries", LibraryBytes, "what they work in, roughly"),
        ];
        if (state.Working > 0) items.Insert(items.Count - 3, new("update", state.Working, "what the optimizer works in"));
        return new() { Items = [.. items] };
    }

    // Weights that stay are read in the type of products, so that there are no copies of them.
    static IEnumerable<MemoryItem> Weights(LlamaConfig config, TrainingOptions options, long trained)
    {
        var count = config.ParameterCount;
        if (options.Lora is null)
        {
            yield return new("weights", sizeof(float) * count, Note($"{count / 1e6:N1} M in fp32"));
            if (PassMemory.WeightCopies(config, options.Pass) is > 0 and var copies) yield return new("compute copies", copies, "of the matrices, in bf16");
            yield break;
        }
        var isNarrow = options.Pass.IsNarrow;
        yield return new("frozen weights", (isNarrow ? sizeof(ushort) : sizeof(float)) * count, Note($"{count / 1e6:N1} M in {(isNarrow ? "bf16" : "fp32")}"));
        yield return new("adapters", (isNarrow ? sizeof(float) + sizeof(ushort) : sizeof(float)) * trained, Note($"{trained / 1e6:N2} M in fp32{(isNarrow ? ", and a copy in bf16" : "")}"));
    }

    static long LossChunk(LlamaConfig config, PassOptions options, int kept)
    {
        using var buffers = new PassBuffers(config, options, TorchSharp.torch.CPU);
        return buffers.Scores.BytesFor(Math.Min(kept, buffers.ScoreRows));
    }

    // Muon remembers one number a weight inside the layers. For gate and up it works in the direction of both, in two copies of one, and in
    // two squares of the shorter side.
    static (long Kept, long Working) OptimizerState(LlamaConfig config, TrainingOptions options)
    {
        if (options.Lora is { } lora) return (2 * sizeof(float) * LoraCheckpoint.ParameterCount(lora, config), 0);
        var count = config.ParameterCount;
        if (options.Optimizer == OptimizerKind.AdamW) return (2 * sizeof(float) * count, 0);
        var outside = (config.HasTiedHead ? 1L : 2L) * config.VocabularySize * config.HiddenSize;
        long hidden = config.HiddenSize, inner = config.IntermediateSize, shorter = Math.Min(hidden, inner);
        var working = sizeof(float) * (4 * hidden * inner + 2 * shorter * shorter) * options.Shards + (long)(MuonLeftovers * sizeof(float) * (count - outside));
        return (sizeof(float) * (count - outside) + 2 * sizeof(float) * outside, working);
    }

    static string Note(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
