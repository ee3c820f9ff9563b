using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Training;

public sealed class MuonRuleTests
{
    [Theory]
    [InlineData(24, 24)]
    [InlineData(64, 32)]
    [InlineData(16, 40)]
    public void A_matrix_keeps_its_directions_and_gets_singular_values_near_one(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var (left, values, right) = linalg.svd(Numbers(rows, columns), fullMatrices: false);

        var found = left.t().mm(MuonRule.Orthogonalize(left.mm(diag(values)).mm(right))).mm(right.t());

        // Values below a hundredth of the whole stay below one: the published coefficients trade this for speed.
        var usable = values / values.norm() > 0.01;
        Assert.All(found.diag().masked_select(usable).data<float>().ToArray(), value => Assert.InRange(value, 0.6, 1.3));
        Assert.InRange((found - diag(found.diag())).abs().max().item<float>(), 0, 1e-3);
    }

    [Fact]
    public void Each_projection_is_updated_by_itself_with_the_size_of_an_AdamW_update()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Small(50), seed: 1);
        var weight = model.Layers[0].GateUp;
        var before = weight.clone();
        using var rule = new MuonRule(new TrainingOptions { WeightDecay = 0 }, weight, [352, 352]);
        var gradient = cat([Numbers(352, 128), 1000 * Numbers(352, 128)], 0);

        rule.Update(gradient, gradientScale: 0.5, step: 1, learningRate: 0.01);

        var change = (weight - before) / 0.01;
        foreach (var part in change.chunk(2, 0)) Assert.InRange(part.square().mean().sqrt().item<float>(), 0.1, 0.3);
        Assert.True((change.narrow(0, 0, 352) - change.narrow(0, 352, 352)).abs().max().item<float>() < 1e-3);
        Assert.Equal(["momentum"], rule.State.Select(state => state.Key));
    }

    [Fact]
    public void Weights_decay_apart_from_the_gradient()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        var weight = model.Layers[0].Down;
        var before = weight.clone();
        using var rule = new MuonRule(new TrainingOptions { WeightDecay = 0.1 }, weight, [32]);

        rule.Update(zeros(weight.shape), gradientScale: 1, step: 1, learningRate: 0.5);

        Assert.True(weight.allclose(before * 0.95));
    }

    [Fact]
    public void Embeddings_and_norms_follow_AdamW_and_every_projection_follows_Muon()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        using var optimizer = new Optimizer(new TrainingOptions { Optimizer = OptimizerKind.Muon }, [model]);

        var names = optimizer.State().Select(state => state.Key).ToList();

        Assert.Equal(4 * 2, names.Count(name => name.StartsWith("momentum.", StringComparison.Ordinal)));
        Assert.Equal(
            ["mean.0", "mean.1", "mean.4", "mean.7", "mean.10", "mean.13"],
            names.Where(name => name.StartsWith("mean.", StringComparison.Ordinal)));
    }

    static Tensor Numbers(long rows, long columns) => (arange(rows * columns).to_type(ScalarType.Float32) * 12.9898f).sin().mul(43758.547f).frac().view(rows, columns);
}
