using System.Globalization;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>What llama.cpp calls the weights of each family.</summary>
static class GgufTensorNames
{
    const string LayerPrefix = "model.layers.";

    static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["input_layernorm"] = "attn_norm",
        ["self_attn.q_proj"] = "attn_q",
        ["self_attn.k_proj"] = "attn_k",
        ["self_attn.v_proj"] = "attn_v",
        ["self_attn.o_proj"] = "attn_output",
        ["self_attn.q_norm"] = "attn_q_norm",
        ["self_attn.k_norm"] = "attn_k_norm",
        ["post_attention_layernorm"] = "ffn_norm",
        ["mlp.gate_proj"] = "ffn_gate",
        ["mlp.up_proj"] = "ffn_up",
        ["mlp.down_proj"] = "ffn_down",
    };

    /// <summary>llama.cpp's name of a family's computation.</summary>
    public static string ArchitectureOf(ModelFamily family) => family switch
    {
        ModelFamily.Qwen2 => "qwen2",
        ModelFamily.Qwen3 => "qwen3",
        _ => "llama", // and Mistral
    };

    /// <summary>The weights of a model, in the order in which they are written.</summary>
    public static IEnumerable<GgufTensorName> Of(LlamaConfig config)
    {
        foreach (var (name, shape) in ExpectedWeights.Of(config))
            yield return new(name, NameOf(name), shape, HeadsOf(config, name));
    }

    static string NameOf(string name)
    {
        switch (name)
        {
            case "model.embed_tokens.weight": return "token_embd.weight";
            case "model.norm.weight": return "output_norm.weight";
            case "lm_head.weight": return "output.weight";
        }
        var rest = name[LayerPrefix.Length..];
        var (layerEnd, kindStart) = (rest.IndexOf('.', StringComparison.Ordinal), rest.LastIndexOf('.'));
        return string.Create(CultureInfo.InvariantCulture, $"blk.{rest[..layerEnd]}.{Parts[rest[(layerEnd + 1)..kindStart]]}{rest[kindStart..]}");
    }

    // Qwen is computed with halves of a head apart, as in a checkpoint.
    static int HeadsOf(LlamaConfig config, string name)
    {
        if (ArchitectureOf(config.Family) != "llama") return 0;
        if (name.Contains(".q_proj.", StringComparison.Ordinal)) return config.HeadCount;
        return name.Contains(".k_proj.", StringComparison.Ordinal) ? config.KeyValueHeadCount : 0;
    }
}
