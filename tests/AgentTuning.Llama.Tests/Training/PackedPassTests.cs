using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Training;

public sealed class PackedPassTests
{
    static LlamaConfig Config { get; } = LlamaPresets.Tiny(50) with { LayerCount = 5 };

    static List<TokenizedExample> Mixed { get; } =
    [
        .. Examples.Random(6, 50, seed: 1, prefixLength: 40),
        .. Examples.Random(7, 50, seed: 2, longest: 100),
    ];

    [Theory]
    [InlineData(ComputePrecision.F32, 1)]
    [InlineData(ComputePrecision.F32, 2)]
    [InlineData(ComputePrecision.F32, 5)]
    [InlineData(ComputePrecision.BF16, 1)]
    [InlineData(ComputePrecision.BF16, 3)]
    public void Activations_computed_again_give_the_same_bits(ComputePrecision precision, int checkpointEvery)
    {
        var plain = PassGradients.Of(Config, new() { Precision = precision }, Mixed);
        var checkpointed = PassGradients.Of(Config, new() { Precision = precision, CheckpointEvery = checkpointEvery }, Mixed);

        Assert.Equal(plain.Loss, checkpointed.Loss);
        Assert.Equal(plain.Gradients, checkpointed.Gradients);
    }

    [Theory]
    [InlineData(ComputePrecision.F32, 2)]
    [InlineData(ComputePrecision.F32, 4)]
    [InlineData(ComputePrecision.F32, 7)]
    [InlineData(ComputePrecision.BF16, 3)]
    public void Threads_of_the_kernels_change_no_bit(ComputePrecision precision, int threads)
    {
        var one = PassGradients.Of(Config, new() { Precision = precision }, Mixed);
        var several = PassGradients.Of(Config, new() { Precision = precision, Threads = threads }, Mixed);

        Assert.Equal(one.Loss, several.Loss);
        Assert.Equal(one.Gradients, several.Gradients);
    }

    [Fact]
    public void Larger_packs_change_nothing_but_rounding()
    {
        var small = PassGradients.Of(Config, new() { RowsPerPack = 1 }, Mixed);
        var large = PassGradients.Of(Config, new() { RowsPerPack = 100_000 }, Mixed);

        Assert.Equal(small.Loss, large.Loss, small.Loss * 1e-6);
        Assert.InRange(large.DistanceTo(small), 0, 1e-5);
    }

    [Fact]
    public void Products_in_bf16_stay_near_those_in_fp32()
    {
        var config = Config with { HiddenSize = 64, IntermediateSize = 160 };

        var wide = PassGradients.Of(config, new(), Mixed);
        var narrow = PassGradients.Of(config, new() { Precision = ComputePrecision.BF16 }, Mixed);

        Assert.InRange(Math.Abs(narrow.Loss - wide.Loss) / wide.Loss, 0, 1e-2);
        Assert.InRange(narrow.DistanceTo(wide), 1e-4, 3e-2);
    }

    [Fact]
    public void The_copies_in_bf16_follow_the_weights_when_asked_to()
    {
        using var model = new LlamaModel(Config, seed: 2);
        using var pass = new PackedPass(model, new() { Precision = ComputePrecision.BF16 });
        var groups = SharedPrefix.Group(Mixed);

        var before = ExampleLoss.Sum(pass, groups);
        using (no_grad()) model.Layers[0].Down.mul_(3);
        var unseen = ExampleLoss.Sum(pass, groups);
        pass.Refresh();
        var after = ExampleLoss.Sum(pass, groups);

        Assert.Equal(before, unseen);
        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData(ComputePrecision.F32, 1e-5)]
    [InlineData(ComputePrecision.BF16, 2e-2)]
    public void Torch_operators_do_what_the_kernels_do(ComputePrecision precision, double tolerance)
    {
        var kernels = PassGradients.Of(Config, new() { Precision = precision }, Mixed);
        var operators = PassGradients.Of(Config, new() { Precision = precision, UsesOperators = true }, Mixed);

        Assert.InRange(Math.Abs(operators.Loss - kernels.Loss) / kernels.Loss, 0, tolerance / 10);
        Assert.InRange(operators.DistanceTo(kernels), 1e-9, tolerance);
    }

    [Fact]
    public void A_pack_without_supervised_tokens_has_no_loss_and_no_gradient()
    {
        using var model = new LlamaModel(Config, seed: 2);
        using var pass = new PackedPass(model);
        var example = Examples.Of("a", [1, 2, 3], supervisedFrom: 3);

        var loss = ExampleLoss.Backward(pass, [new SharedPrefix(0, [example])], divisor: 1);

        Assert.Equal(0, loss);
        Assert.All(model.Parameters, parameter => Assert.Null(parameter.grad));
    }
}
