namespace AgentTuning.Llama.Models;

/// <summary>Shapes by name.</summary>
public static class LlamaPresets
{
    /// <summary>About 20 thousand parameters: for tests.</summary>
    public static LlamaConfig Tiny(int vocabularySize) => new()
    {
        HiddenSize = 32,
        IntermediateSize = 64,
        LayerCount = 2,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        VocabularySize = vocabularySize,
        MaxPositions = 256,
        HasTiedHead = true,
    };

    /// <summary>About 1 million parameters with a vocabulary of 1,000: learns a narrow task on a few cores in minutes.</summary>
    public static LlamaConfig Small(int vocabularySize) => new()
    {
        HiddenSize = 128,
        IntermediateSize = 352,
        LayerCount = 4,
        HeadCount = 4,
        KeyValueHeadCount = 4,
        VocabularySize = vocabularySize,
        MaxPositions = 2048,
        HasTiedHead = true,
    };

    /// <summary>Llama 2 with 7 billion parameters.</summary>
    public static LlamaConfig Llama2With7B { get; } = new()
    {
        HiddenSize = 4096,
        IntermediateSize = 11008,
        LayerCount = 32,
        HeadCount = 32,
        KeyValueHeadCount = 32,
        VocabularySize = 32000,
        WeightType = WeightType.F16,
    };

    /// <summary>Llama 2 with 13 billion parameters.</summary>
    public static LlamaConfig Llama2With13B { get; } = new()
    {
        HiddenSize = 5120,
        IntermediateSize = 13824,
        LayerCount = 40,
        HeadCount = 40,
        KeyValueHeadCount = 40,
        VocabularySize = 32000,
        WeightType = WeightType.F16,
    };

    /// <summary>Llama 2 with 70 billion parameters.</summary>
    public static LlamaConfig Llama2With70B { get; } = new()
    {
        HiddenSize = 8192,
        IntermediateSize = 28672,
        LayerCount = 80,
        HeadCount = 64,
        KeyValueHeadCount = 8,
        VocabularySize = 32000,
        WeightType = WeightType.F16,
    };
}
