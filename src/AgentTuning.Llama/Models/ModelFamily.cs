namespace AgentTuning.Llama.Models;

/// <summary>Families of decoders that share Llama's plan: RMSNorm, rotary positions, grouped-query attention, SwiGLU.</summary>
public enum ModelFamily
{
    /// <summary>Llama 2, 3, 3.1 and 3.2 (<c>LlamaForCausalLM</c>).</summary>
    Llama,

    /// <summary>Mistral: attention may see a window of positions only (<c>MistralForCausalLM</c>).</summary>
    Mistral,

    /// <summary>Qwen 2 and 2.5: queries, keys and values have biases (<c>Qwen2ForCausalLM</c>).</summary>
    Qwen2,

    /// <summary>Qwen 3, dense: queries and keys are normalized head by head (<c>Qwen3ForCausalLM</c>).</summary>
    Qwen3,
}
