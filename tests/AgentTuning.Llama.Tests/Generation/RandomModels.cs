using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Models;
using TorchSharp;

namespace AgentTuning.Llama.Tests.Generation;

/// <summary>Small models with random weights, of shapes that differ in whatever the decoder treats apart.</summary>
static class RandomModels
{
    // On models of this size several threads wait for one another more than they compute.
    static RandomModels() => torch.set_num_threads(1);

    public static LlamaConfig Config(string shape) => shape switch
    {
        "grouped, tied" => LlamaPresets.Tiny(vocabularySize: 101),
        "one key-value head" => Shape(hidden: 24, heads: 3, keyValueHeads: 1, intermediate: 40, vocabulary: 37),
        "odd widths" => Shape(hidden: 20, heads: 2, keyValueHeads: 2, intermediate: 33, vocabulary: 53) with { HasTiedHead = true },
        "wide heads" => Shape(hidden: 144, heads: 2, keyValueHeads: 1, intermediate: 64, vocabulary: 130),
        "several panels" => Shape(hidden: 128, heads: 4, keyValueHeads: 4, intermediate: 352, vocabulary: 300) with { HasTiedHead = true },
        "worth several threads" => Shape(hidden: 512, heads: 8, keyValueHeads: 2, intermediate: 1024, vocabulary: 200) with { LayerCount = 1 },
        _ => TinyFamilies.Of(shape),
    };

    public static LlamaModel Create(string shape, int seed = 1)
    {
        var model = new LlamaModel(Config(shape), seed);
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, weight) in model.NamedWeights())
        {
            // Unlike ones, so that each norm and each head matters.
            if (weight.dim() == 1) weight.add_(torch.linspace(-0.5, 0.5, weight.numel()));
            if (name is "model.embed_tokens.weight" or "lm_head.weight") weight.mul_(20);
        }

        return model;
    }

    /// <summary>The logits after the last id, by the model's own forward pass over all of them.</summary>
    public static float[] Logits(LlamaModel model, IReadOnlyList<int> ids)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var hidden = model.Forward(torch.tensor(ids.Select(id => (long)id).ToArray(), [1, ids.Count]));
        return model.Logits(hidden)[0, -1].data<float>().ToArray();
    }

    public static int[] Prompt(Random random, int length, int vocabulary) =>
        [.. Enumerable.Range(0, length).Select(_ => random.Next(vocabulary))];

    static LlamaConfig Shape(int hidden, int heads, int keyValueHeads, int intermediate, int vocabulary) => new()
    {
        HiddenSize = hidden,
        HeadCount = heads,
        KeyValueHeadCount = keyValueHeads,
        IntermediateSize = intermediate,
        VocabularySize = vocabulary,
        LayerCount = 3,
        MaxPositions = 300,
        RopeTheta = 500,
    };
}
