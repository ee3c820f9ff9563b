using AgentTuning.Gguf;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>The shape of a model as the metadata of a GGUF file has it.</summary>
static class GgufConfig
{
    /// <summary>Reads the shape, without what only the tensors say.</summary>
    /// <exception cref="InvalidDataException">A key is missing, of another kind, or names what this project lacks.</exception>
    public static LlamaConfig Read(GgufKeys keys, string path)
    {
        var architecture = keys.Text("general.architecture");
        var family = architecture switch
        {
            "llama" => ModelFamily.Llama,
            "qwen2" => ModelFamily.Qwen2,
            "qwen3" => ModelFamily.Qwen3,
            _ => throw new InvalidDataException($"{path}: general.architecture is '{architecture}', expected llama, qwen2 or qwen3."),
        };
        var heads = Required("attention.head_count");
        var hidden = Required("embedding_length");
        var size = keys.WholeNumber($"{architecture}.attention.key_length") ?? hidden / Math.Max(1, heads);
        return new()
        {
            Family = family,
            HiddenSize = hidden,
            IntermediateSize = Required("feed_forward_length"),
            LayerCount = Required("block_count"),
            HeadCount = heads,
            KeyValueHeadCount = keys.WholeNumber($"{architecture}.attention.head_count_kv") ?? heads,
            HeadSize = size,
            VocabularySize = keys.WholeNumber($"{architecture}.vocab_size") ?? keys.Texts("tokenizer.ggml.tokens")?.Length ?? throw Missing("tokenizer.ggml.tokens"),
            MaxPositions = Required("context_length"),
            NormEpsilon = keys.Number($"{architecture}.attention.layer_norm_rms_epsilon") ?? throw Missing("attention.layer_norm_rms_epsilon"),
            RopeTheta = keys.Number($"{architecture}.rope.freq_base") ?? 10_000,
            RopeScaling = Scaling(keys, $"{architecture}.rope.scaling.", path),
            HasQueryKeyNorm = family == ModelFamily.Qwen3,
            BeginningOfTextId = keys.WholeNumber("tokenizer.ggml.bos_token_id") ?? 1,
            EndOfTextId = keys.WholeNumber("tokenizer.ggml.eos_token_id") ?? 2,
        };

        int Required(string name) => keys.WholeNumber($"{architecture}.{name}") ?? throw Missing($"{architecture}.{name}");

        InvalidDataException Missing(string name) => new($"{path} lacks the key {name}.");
    }

    /// <summary>The shape with the biases that are among the tensors.</summary>
    public static LlamaConfig WithParts(LlamaConfig config, IReadOnlyDictionary<string, GgufTensor> tensors) => config with
    {
        HasQueryKeyValueBias = tensors.ContainsKey("blk.0.attn_q.bias"),
        HasOutputBias = tensors.ContainsKey("blk.0.attn_output.bias"),
        HasFeedForwardBias = tensors.ContainsKey("blk.0.ffn_gate.bias"),
    };

    // Llama 3's is a tensor of factors, which stand for any scaling by frequency.
    static RopeScaling? Scaling(GgufKeys keys, string prefix, string path)
    {
        var factor = keys.Number($"{prefix}factor") ?? 1;
        return keys.Text($"{prefix}type") switch
        {
            null or "none" => null,
            "linear" => new() { Kind = RopeScalingKind.Linear, Factor = factor },
            "yarn" => new()
            {
                Kind = RopeScalingKind.Yarn,
                Factor = factor,
                OriginalMaxPositions = keys.WholeNumber($"{prefix}original_context_length") ?? 8192,
                BetaFast = keys.Number($"{prefix}yarn_beta_fast") ?? 32,
                BetaSlow = keys.Number($"{prefix}yarn_beta_slow") ?? 1,
                AttentionFactor = (keys.Number($"{prefix}attn_factor") ?? 1) * ((0.1 * Math.Log(factor)) + 1),
            },
            var other => throw new InvalidDataException($"{path}: {prefix}type is '{other}', expected none, linear or yarn."),
        };
    }
}
