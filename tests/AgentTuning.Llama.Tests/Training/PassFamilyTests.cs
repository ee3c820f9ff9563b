using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Tests.Training;

/// <summary>The pass against automatic differentiation through the public forward pass, one document at a time.</summary>
public sealed class PassFamilyTests
{
    const double Tolerance = 1e-5; // relative to the largest gradient of a weight; single precision in another order of sums

    static LlamaConfig Tiny { get; } = LlamaPresets.Tiny(50) with { LayerCount = 3 };

    static Dictionary<string, LlamaConfig> Families { get; } = new()
    {
        ["Llama 2"] = Tiny with { HasTiedHead = false, KeyValueHeadCount = 4 },
        ["Llama 3.1"] = Tiny with
        {
            RopeTheta = 500_000,
            RopeScaling = new() { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 64 },
        },
        ["Llama with biases"] = Tiny with { HasQueryKeyValueBias = true, HasOutputBias = true, HasFeedForwardBias = true },
        ["Mistral"] = Tiny with { Family = ModelFamily.Mistral, SlidingWindow = 20, HasTiedHead = false },
        ["Mistral with a tiny window"] = Tiny with { Family = ModelFamily.Mistral, SlidingWindow = 3 },
        ["Qwen 2"] = Tiny with { Family = ModelFamily.Qwen2, HasQueryKeyValueBias = true, SlidingWindow = 33, FirstWindowedLayer = 1 },
        ["Qwen 3"] = Tiny with { Family = ModelFamily.Qwen3, HasQueryKeyNorm = true, HeadSize = 24 },
        ["Qwen 3 of one key head"] = Tiny with { Family = ModelFamily.Qwen3, HasQueryKeyNorm = true, HeadSize = 10, KeyValueHeadCount = 1 },
        ["yarn"] = Tiny with { RopeScaling = new() { Kind = RopeScalingKind.Yarn, Factor = 4, OriginalMaxPositions = 64 } },
    };

    public static TheoryData<string, int, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (var family in Families.Keys)
        {
            foreach (var prefixLength in new[] { 0, 40 })
            {
                cases.Add(family, prefixLength, false);
                cases.Add(family, prefixLength, true);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_and_gradients_of_every_family_equal_automatic_differentiation(string family, int prefixLength, bool usesOperators)
    {
        var config = Families[family];
        var examples = Examples.Random(6, 50, seed: 4, prefixLength, longest: 90);
        using var plain = new LlamaModel(config, seed: 2);
        PassGradients.Scatter(plain);

        var packed = PassGradients.Of(config, new() { UsesOperators = usesOperators }, examples);
        var expected = PlainBackward(plain, examples);

        Assert.Equal(expected, packed.Loss, 1e-6 * expected);
        Assert.All(plain.Parameters.Zip(packed.Gradients), pair => AssertClose(pair.First.grad!.data<float>().ToArray(), pair.Second));
    }

    [Theory]
    [InlineData("Mistral")]
    [InlineData("Qwen 2")]
    [InlineData("Qwen 3")]
    public void Families_keep_their_bits_under_threads_and_checkpoints(string family)
    {
        var examples = Examples.Random(6, 50, seed: 4, prefixLength: 40, longest: 90);

        var plain = PassGradients.Of(Families[family], new(), examples);
        var other = PassGradients.Of(Families[family], new() { Threads = 3, CheckpointEvery = 1 }, examples);

        Assert.Equal(plain.Loss, other.Loss);
        Assert.Equal(plain.Gradients, other.Gradients);
    }

    [Theory]
    [InlineData("Llama with biases")]
    [InlineData("Mistral")]
    [InlineData("Qwen 3")]
    public void Families_stay_near_in_bf16(string family)
    {
        var config = Families[family] with { HiddenSize = 64, IntermediateSize = 160 };
        var examples = Examples.Random(6, 50, seed: 4, prefixLength: 40, longest: 90);

        var wide = PassGradients.Of(config, new(), examples);
        var narrow = PassGradients.Of(config, new() { Precision = ComputePrecision.BF16 }, examples);

        Assert.InRange(Math.Abs(narrow.Loss - wide.Loss) / wide.Loss, 0, 1e-2);
        Assert.InRange(narrow.DistanceTo(wide), 1e-4, 3e-2);
    }

    static double PlainBackward(LlamaModel model, IEnumerable<TokenizedExample> examples)
    {
        var sum = 0.0;
        foreach (var example in examples)
        {
            using var scope = NewDisposeScope();
            var ids = tensor(example.TokenIds.Select(id => (long)id).ToArray());
            var mask = tensor(example.Mask.Skip(1).Select(isSupervised => isSupervised ? 1.0 : 0).ToArray());
            var hidden = model.Forward(ids.narrow(0, 0, example.Length - 1).unsqueeze(0));
            var scores = model.Logits(hidden)[0].to(ScalarType.Float64); // sums of the loss are not what is compared
            var loss = (F.cross_entropy(scores, ids.narrow(0, 1, example.Length - 1), reduction: nn.Reduction.None) * mask).sum();
            loss.backward();
            sum += loss.item<double>();
        }
        return sum;
    }

    static void AssertClose(float[] expected, float[] actual)
    {
        var limit = Tolerance * Math.Max(1e-3, expected.Max(Math.Abs));
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, limit);
    }
}
