namespace AgentTuning.Llama.Models;

/// <summary>The weights that a model of a shape has, under Hugging Face's names.</summary>
static class ExpectedWeights
{
    /// <summary>Names and shapes, in the order in which this project writes them.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Of(LlamaConfig config)
    {
        long hidden = config.HiddenSize, vocabulary = config.VocabularySize;
        yield return ("model.embed_tokens.weight", [vocabulary, hidden]);
        for (var i = 0; i < config.LayerCount; i++)
        {
            foreach (var (name, shape) in OfLayer(config)) yield return ($"model.layers.{i}.{name}", shape);
        }
        yield return ("model.norm.weight", [hidden]);
        if (!config.HasTiedHead) yield return ("lm_head.weight", [vocabulary, hidden]);
    }

    static IEnumerable<(string Name, long[] Shape)> OfLayer(LlamaConfig config)
    {
        long hidden = config.HiddenSize, width = config.IntermediateSize, head = config.HeadSize;
        long queries = config.AttentionWidth, keys = config.KeyValueHeadCount * head;
        IEnumerable<(string, long[])> weights =
        [
            ("input_layernorm.weight", [hidden]),
            ("self_attn.q_proj.weight", [queries, hidden]),
            ("self_attn.k_proj.weight", [keys, hidden]),
            ("self_attn.v_proj.weight", [keys, hidden]),
            ("self_attn.o_proj.weight", [hidden, queries]),
            ("post_attention_layernorm.weight", [hidden]),
            ("mlp.gate_proj.weight", [width, hidden]),
            ("mlp.up_proj.weight", [width, hidden]),
            ("mlp.down_proj.weight", [hidden, width]),
        ];
        if (config.HasQueryKeyValueBias)
            weights = weights.Concat([("self_attn.q_proj.bias", [queries]), ("self_attn.k_proj.bias", [keys]), ("self_attn.v_proj.bias", [keys])]);
        if (config.HasOutputBias) weights = weights.Append(("self_attn.o_proj.bias", [hidden]));
        if (config.HasQueryKeyNorm) weights = weights.Concat([("self_attn.q_norm.weight", [head]), ("self_attn.k_norm.weight", [head])]);
        if (config.HasFeedForwardBias)
            weights = weights.Concat([("mlp.gate_proj.bias", [width]), ("mlp.up_proj.bias", [width]), ("mlp.down_proj.bias", [hidden])]);
        return weights;
    }
}
