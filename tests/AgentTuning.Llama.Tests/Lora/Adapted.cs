using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>Small models with adapters that already do something.</summary>
static class Adapted
{
    public static LlamaConfig Tiny { get; } = LlamaPresets.Tiny(50) with { LayerCount = 3 };

    /// <summary>The shapes of all families, small.</summary>
    public static IReadOnlyDictionary<string, LlamaConfig> Families { get; } = new Dictionary<string, LlamaConfig>
    {
        ["Llama 2"] = Tiny with { HasTiedHead = false, KeyValueHeadCount = 4 },
        ["Llama 3.2"] = Tiny with { RopeTheta = 500_000, RopeScaling = new() { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 64 } },
        ["Llama with biases"] = Tiny with { HasQueryKeyValueBias = true, HasOutputBias = true, HasFeedForwardBias = true },
        ["Mistral"] = Tiny with { Family = ModelFamily.Mistral, SlidingWindow = 20, HasTiedHead = false },
        ["Qwen 2"] = Tiny with { Family = ModelFamily.Qwen2, HasQueryKeyValueBias = true },
        ["Qwen 3"] = Tiny with { Family = ModelFamily.Qwen3, HasQueryKeyNorm = true, HeadSize = 24 },
    };

    public static TheoryData<string> FamilyNames => [.. Families.Keys];

    /// <summary>The model that the adapters belong to.</summary>
    public static LlamaModel Base(LlamaConfig config)
    {
        var model = new LlamaModel(config, seed: 2);
        Training.PassGradients.Scatter(model);
        return model;
    }

    /// <summary>A model with adapters whose B is not zero.</summary>
    public static LlamaModel Model(LlamaConfig config, LoraOptions options)
    {
        var model = Base(config);
        LoraCheckpoint.Begin(model, options, seed: 7);
        Stir(model);
        return model;
    }

    /// <summary>Gives every B numbers.</summary>
    public static void Stir(LlamaModel model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var random = new Random(11);
        foreach (var adapter in model.Adapters)
        {
            var numbers = Enumerable.Range(0, (int)adapter.B.numel()).Select(_ => (float)(random.NextDouble() * 0.2 - 0.1)).ToArray();
            adapter.B.copy_(tensor(numbers, adapter.B.shape));
        }
    }

    /// <summary>The scores of every position of a text.</summary>
    public static float[] Scores(LlamaModel model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var ids = tensor(Enumerable.Range(0, 40).Select(i => (long)(i * 7 % 50)).ToArray()).unsqueeze(0);
        return model.Logits(model.Forward(ids)).data<float>().ToArray();
    }

    /// <summary>The largest difference of numbers.</summary>
    public static double Distance(float[] expected, float[] actual) => expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
}
