using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>What an adapter was read from, as far as saving it needs that.</summary>
/// <param name="Config">The bytes of its configuration.</param>
/// <param name="Weights">Its file of weights.</param>
sealed record AdapterOrigin(byte[] Config, OriginFile Weights);
