namespace AgentTuning.Llama.Models;

/// <summary>Shapes by name, those of published models as their <c>config.json</c> on huggingface.co has them.</summary>
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

    /// <summary>Llama 3.1 with 8 billion parameters (<c>meta-llama/Llama-3.1-8B</c>).</summary>
    public static LlamaConfig Llama31With8B { get; } = new()
    {
        HiddenSize = 4096,
        IntermediateSize = 14336,
        LayerCount = 32,
        HeadCount = 32,
        KeyValueHeadCount = 8,
        VocabularySize = 128_256,
        MaxPositions = 131_072,
        RopeTheta = 500_000,
        RopeScaling = new() { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 8192 },
        BeginningOfTextId = 128_000,
        EndOfTextId = 128_001,
        WeightType = WeightType.BF16,
    };

    /// <summary>Llama 3.2 with 1 billion parameters (<c>meta-llama/Llama-3.2-1B</c>).</summary>
    public static LlamaConfig Llama32With1B { get; } = Llama31With8B with
    {
        HiddenSize = 2048,
        IntermediateSize = 8192,
        LayerCount = 16,
        RopeScaling = new() { Kind = RopeScalingKind.Llama3, Factor = 32, OriginalMaxPositions = 8192 },
        HasTiedHead = true,
    };

    /// <summary>Mistral with 7 billion parameters, the first release (<c>mistralai/Mistral-7B-v0.1</c>).</summary>
    public static LlamaConfig Mistral7B { get; } = new()
    {
        Family = ModelFamily.Mistral,
        HiddenSize = 4096,
        IntermediateSize = 14336,
        LayerCount = 32,
        HeadCount = 32,
        KeyValueHeadCount = 8,
        VocabularySize = 32_000,
        MaxPositions = 32_768,
        SlidingWindow = 4096,
        WeightType = WeightType.BF16,
    };

    /// <summary>Qwen 2.5 with 7 billion parameters (<c>Qwen/Qwen2.5-7B</c>).</summary>
    public static LlamaConfig Qwen25With7B { get; } = new()
    {
        Family = ModelFamily.Qwen2,
        HiddenSize = 3584,
        IntermediateSize = 18944,
        LayerCount = 28,
        HeadCount = 28,
        KeyValueHeadCount = 4,
        VocabularySize = 152_064,
        MaxPositions = 131_072,
        NormEpsilon = 1e-6,
        RopeTheta = 1_000_000,
        HasQueryKeyValueBias = true,
        BeginningOfTextId = 151_643,
        EndOfTextId = 151_643,
        WeightType = WeightType.BF16,
    };

    /// <summary>Qwen 3 with 8 billion parameters (<c>Qwen/Qwen3-8B</c>).</summary>
    public static LlamaConfig Qwen3With8B { get; } = new()
    {
        Family = ModelFamily.Qwen3,
        HiddenSize = 4096,
        IntermediateSize = 12288,
        LayerCount = 36,
        HeadCount = 32,
        KeyValueHeadCount = 8,
        HeadSize = 128,
        VocabularySize = 151_936,
        MaxPositions = 40_960,
        NormEpsilon = 1e-6,
        RopeTheta = 1_000_000,
        HasQueryKeyNorm = true,
        BeginningOfTextId = 151_643,
        EndOfTextId = 151_645,
        WeightType = WeightType.BF16,
    };
}
