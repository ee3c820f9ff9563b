using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>The files of an adapter and the names of its tensors, as PEFT has them.</summary>
static class AdapterNames
{
    public const string Config = "adapter_config.json";
    public const string Weights = "adapter_model.safetensors";
    public const string Pickled = "adapter_model.bin";

    /// <summary>The tensor of A.</summary>
    public static string A(LinearModule module) => $"base_model.model.{module.Name}.lora_A.weight";

    /// <summary>The tensor of B.</summary>
    public static string B(LinearModule module) => $"base_model.model.{module.Name}.lora_B.weight";
}
