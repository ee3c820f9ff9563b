using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Training;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>Adapters in the packed pass against automatic differentiation through the public forward pass, one document at a time.</summary>
public sealed class LoraPassTests
{
    const double Tolerance = 1e-5; // relative to the largest gradient of a weight

    static readonly LoraOptions Plain = new() { Rank = 4, Alpha = 8 };
    static readonly LoraOptions WithDropout = Plain with { Dropout = 0.3 };
    static readonly ulong Seed = RowKeys.SeedOf(5, 17);

    static List<TokenizedExample> Texts { get; } = [.. Examples.Random(6, 50, seed: 4, prefixLength: 40, longest: 90), .. Examples.Random(3, 50, seed: 9)];

    public static TheoryData<string, bool, bool> Cases()
    {
        var cases = new TheoryData<string, bool, bool>();
        foreach (var family in Adapted.Families.Keys)
        {
            cases.Add(family, false, false);
            cases.Add(family, true, false);
            cases.Add(family, true, true);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_and_gradients_equal_automatic_differentiation(string family, bool hasDropout, bool usesOperators)
    {
        var options = hasDropout ? WithDropout : Plain;
        using var plain = Adapted.Model(Adapted.Families[family], options);
        using var model = Adapted.Model(Adapted.Families[family], options);
        using var pass = new PackedPass(model, new() { UsesOperators = usesOperators }) { DropoutSeed = Seed };

        var expected = PlainBackward(plain, Texts);
        var loss = ExampleLoss.Backward(pass, SharedPrefix.Group(Texts), divisor: 1);

        Assert.Equal(expected, loss, 1e-6 * expected);
        Assert.Equal(3 * 7, model.Adapters.Count);
        Assert.All(plain.Adapters.Zip(model.Adapters), pair =>
        {
            AssertClose(Gradient(pair.First.A), Gradient(pair.Second.A));
            AssertClose(Gradient(pair.First.B), Gradient(pair.Second.B));
        });
    }

    [Fact]
    public void Frozen_weights_have_no_gradient_and_no_room_for_one()
    {
        using var model = Adapted.Model(Adapted.Tiny, WithDropout);
        using var pass = new PackedPass(model) { DropoutSeed = Seed };

        ExampleLoss.Backward(pass, SharedPrefix.Group(Texts), divisor: 1);

        var trained = model.Adapters.SelectMany(adapter => new[] { adapter.A, adapter.B }).ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.All(model.Parameters, parameter => Assert.Equal(trained.Contains(parameter), parameter.grad is not null));
    }

    [Fact]
    public void Dropout_is_off_where_only_the_loss_is_measured()
    {
        using var model = Adapted.Model(Adapted.Tiny, WithDropout);
        using var plain = Adapted.Model(Adapted.Tiny, Plain);
        using var pass = new PackedPass(model) { DropoutSeed = Seed };
        using var plainPass = new PackedPass(plain);

        var trained = ExampleLoss.Backward(pass, SharedPrefix.Group(Texts), divisor: 1);

        Assert.Equal(ExampleLoss.Sum(plainPass, SharedPrefix.Group(Texts)), ExampleLoss.Sum(pass, SharedPrefix.Group(Texts)));
        Assert.NotEqual(trained, ExampleLoss.Sum(pass, SharedPrefix.Group(Texts)), 1e-3);
    }

    [Fact]
    public void Dropout_does_not_depend_on_how_documents_are_packed()
    {
        var together = Gradients(new() { RowsPerPack = 100_000 }, SharedPrefix.Group(Texts));
        var apart = Gradients(new() { RowsPerPack = 1 }, [.. Texts.AsEnumerable().Reverse().Select(text => new SharedPrefix(0, [text]))]);

        Assert.Equal(together.Loss, apart.Loss, 1e-6 * together.Loss);
        Assert.All(together.Gradients.Zip(apart.Gradients), pair => AssertClose(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(ComputePrecision.F32)]
    [InlineData(ComputePrecision.BF16)]
    public void Activations_computed_again_and_threads_give_the_same_bits(ComputePrecision precision)
    {
        var plain = Gradients(new() { Precision = precision }, SharedPrefix.Group(Texts));
        var other = Gradients(new() { Precision = precision, CheckpointEvery = 2, Threads = 3 }, SharedPrefix.Group(Texts));

        Assert.Equal(plain.Loss, other.Loss);
        Assert.Equal(plain.Gradients, other.Gradients);
    }

    [Fact]
    public void Products_in_bf16_stay_near_those_in_fp32()
    {
        var wide = Gradients(new(), SharedPrefix.Group(Texts));
        var narrow = Gradients(new() { Precision = ComputePrecision.BF16 }, SharedPrefix.Group(Texts));

        Assert.InRange(Math.Abs(narrow.Loss - wide.Loss) / wide.Loss, 0, 1e-2);
        Assert.InRange(narrow.DistanceTo(wide), 1e-4, 5e-2);
    }

    [Fact]
    public void Another_step_hides_other_inputs()
    {
        var first = Gradients(new(), SharedPrefix.Group(Texts));
        var second = Gradients(new(), SharedPrefix.Group(Texts), RowKeys.SeedOf(5, 18));

        Assert.InRange(first.DistanceTo(second), 0.05, 10);
    }

    static PassGradients Gradients(PassOptions options, IReadOnlyList<SharedPrefix> groups, ulong? seed = null)
    {
        using var model = Adapted.Model(Adapted.Tiny, WithDropout);
        using var pass = new PackedPass(model, options) { DropoutSeed = seed ?? Seed };
        var loss = ExampleLoss.Backward(pass, groups, divisor: 1);
        return new(loss, [.. model.Adapters.SelectMany(adapter => new[] { Gradient(adapter.A), Gradient(adapter.B) })]);
    }

    static double PlainBackward(LlamaModel model, IEnumerable<TokenizedExample> examples)
    {
        model.DropoutSeed = Seed;
        var sum = 0.0;
        foreach (var example in examples)
        {
            using var scope = NewDisposeScope();
            var ids = tensor(example.TokenIds.Select(id => (long)id).ToArray());
            var mask = tensor(example.Mask.Skip(1).Select(isSupervised => isSupervised ? 1.0 : 0).ToArray());
            var scores = model.Logits(model.Forward(ids.narrow(0, 0, example.Length - 1).unsqueeze(0)))[0].to(ScalarType.Float64);
            var loss = (F.cross_entropy(scores, ids.narrow(0, 1, example.Length - 1), reduction: nn.Reduction.None) * mask).sum();
            loss.backward();
            sum += loss.item<double>();
        }
        return sum;
    }

    static float[] Gradient(Tensor parameter) => parameter.grad!.data<float>().ToArray();

    static void AssertClose(float[] expected, float[] actual) =>
        Assert.InRange(Adapted.Distance(expected, actual), 0, Tolerance * Math.Max(1e-3, expected.Max(Math.Abs)));
}
