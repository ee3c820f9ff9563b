using AgentTuning.Gguf;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>What a GGUF file says about a model's shape.</summary>
static class GgufModelMetadata
{
    const int QuantizationVersion = 2;

    /// <summary>Adds the general keys and those of the architecture.</summary>
    public static void Add(GgufMetadata metadata, LlamaConfig config, GgufTensorType type, string name)
    {
        var architecture = GgufTensorNames.ArchitectureOf(config.Family);
        metadata.Add("general.architecture", architecture);
        metadata.Add("general.type", "model");
        metadata.Add("general.name", name);
        metadata.Add("general.file_type", type switch
        {
            GgufTensorType.F32 => 0,
            GgufTensorType.F16 => 1,
            GgufTensorType.Q80 => 7,
            _ => 32,
        });
        if (type == GgufTensorType.Q80) metadata.Add("general.quantization_version", QuantizationVersion);
        metadata.Add($"{architecture}.vocab_size", config.VocabularySize);
        metadata.Add($"{architecture}.context_length", config.MaxPositions);
        metadata.Add($"{architecture}.embedding_length", config.HiddenSize);
        metadata.Add($"{architecture}.block_count", config.LayerCount);
        metadata.Add($"{architecture}.feed_forward_length", config.IntermediateSize);
        metadata.Add($"{architecture}.attention.head_count", config.HeadCount);
        metadata.Add($"{architecture}.attention.head_count_kv", config.KeyValueHeadCount);
        metadata.Add($"{architecture}.attention.key_length", config.HeadSize);
        metadata.Add($"{architecture}.attention.value_length", config.HeadSize);
        metadata.Add($"{architecture}.attention.layer_norm_rms_epsilon", (float)config.NormEpsilon);
        metadata.Add($"{architecture}.rope.dimension_count", config.HeadSize);
        metadata.Add($"{architecture}.rope.freq_base", (float)config.RopeTheta);
        if (config.RopeScaling is { Kind: not RopeScalingKind.Llama3 } scaling) AddScaling(metadata, $"{architecture}.rope.scaling.", scaling);
    }

    /// <summary>Refuses what llama.cpp does not compute.</summary>
    /// <exception cref="NotSupportedException">The model has such a part.</exception>
    public static void Require(LlamaConfig config)
    {
        var architecture = GgufTensorNames.ArchitectureOf(config.Family);
        if (architecture != "llama" && config.RopeScaling is { Kind: RopeScalingKind.Llama3 })
            Refuse("rotary frequencies scaled as Llama 3's");
        if (architecture != "llama" && config.HasOutputBias) Refuse("a bias after attention");
        if (architecture != "llama" && config.HasFeedForwardBias) Refuse("biases of the feed-forward block");
        if (architecture == "qwen3" && config.HasQueryKeyValueBias) Refuse("biases of queries, keys and values");
        if (architecture != "qwen3" && config.HasQueryKeyNorm) Refuse("norms of queries and keys");

        void Refuse(string part) =>
            throw new NotSupportedException($"The model is a {config.Family} with {part}, which llama.cpp's '{architecture}' lacks. Export it with --format hf.");
    }

    // llama.cpp multiplies cosines and sines by 0.1 ln(factor) + 1 itself.
    static void AddScaling(GgufMetadata metadata, string prefix, RopeScaling scaling)
    {
        metadata.Add($"{prefix}type", scaling.Kind == RopeScalingKind.Linear ? "linear" : "yarn");
        metadata.Add($"{prefix}factor", (float)scaling.Factor);
        if (scaling.Kind == RopeScalingKind.Linear) return;
        metadata.Add($"{prefix}original_context_length", scaling.OriginalMaxPositions);
        metadata.Add($"{prefix}yarn_beta_fast", (float)scaling.BetaFast);
        metadata.Add($"{prefix}yarn_beta_slow", (float)scaling.BetaSlow);
        metadata.Add($"{prefix}attn_factor", (float)(scaling.Amplitude / ((0.1 * Math.Log(scaling.Factor)) + 1)));
    }
}
