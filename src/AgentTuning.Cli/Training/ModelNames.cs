using AgentTuning.Llama.Models;

namespace AgentTuning.Cli.Training;

/// <summary>Published models whose shape is known by name: enough for a plan.</summary>
static class ModelNames
{
    static readonly Dictionary<string, LlamaConfig> Shapes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["llama-2-7b"] = LlamaPresets.Llama2With7B,
        ["llama-2-13b"] = LlamaPresets.Llama2With13B,
        ["llama-2-70b"] = LlamaPresets.Llama2With70B,
    };

    /// <summary>The names, for messages.</summary>
    public static string All => string.Join(", ", Shapes.Keys);

    /// <summary>The shape of a name, or null.</summary>
    public static LlamaConfig? Find(string name) => Shapes.GetValueOrDefault(name);
}
