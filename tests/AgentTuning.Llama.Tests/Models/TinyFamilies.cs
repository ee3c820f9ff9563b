using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Models;

/// <summary>A small shape of every family, each with what sets it apart.</summary>
static class TinyFamilies
{
    public static IReadOnlyList<string> Names { get; } =
        ["llama 2", "llama 3.1", "llama 3.2", "mistral", "qwen 2", "qwen 2 with a window", "qwen 3", "biases everywhere", "yarn", "linear"];

    public static TheoryData<string> Theory { get; } = [.. Names];

    public static LlamaConfig Of(string name) => name switch
    {
        "llama 2" => Plain with { KeyValueHeadCount = 4 },
        "llama 3.1" => Plain with { RopeTheta = 500_000, RopeScaling = Llama3, OtherEndOfTextIds = [3, 4] },
        "llama 3.2" => Plain with { RopeTheta = 500_000, RopeScaling = Llama3, HasTiedHead = true },
        "mistral" => Plain with { Family = ModelFamily.Mistral, SlidingWindow = 7 },
        "qwen 2" => Plain with { Family = ModelFamily.Qwen2, HasQueryKeyValueBias = true, NormEpsilon = 1e-6 },
        "qwen 2 with a window" => Plain with
        {
            Family = ModelFamily.Qwen2,
            HasQueryKeyValueBias = true,
            LayerCount = 3,
            SlidingWindow = 9,
            FirstWindowedLayer = 1,
        },
        "qwen 3" => Plain with { Family = ModelFamily.Qwen3, HasQueryKeyNorm = true, HeadSize = 12, RopeTheta = 1_000_000 },
        "biases everywhere" => Plain with { HasQueryKeyValueBias = true, HasOutputBias = true, HasFeedForwardBias = true },
        "yarn" => Plain with { Family = ModelFamily.Qwen2, HasQueryKeyValueBias = true, RopeScaling = Yarn },
        "linear" => Plain with { RopeScaling = new() { Kind = RopeScalingKind.Linear, Factor = 3 } },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    static RopeScaling Llama3 { get; } = new() { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 32 };

    static RopeScaling Yarn { get; } = new() { Kind = RopeScalingKind.Yarn, Factor = 4, BetaFast = 8, OriginalMaxPositions = 32 };

    static LlamaConfig Plain { get; } = new()
    {
        HiddenSize = 32,
        IntermediateSize = 44,
        LayerCount = 2,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        VocabularySize = 61,
        MaxPositions = 300,
    };
}
