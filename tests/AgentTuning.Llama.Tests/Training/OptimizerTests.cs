using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Training;

public sealed class OptimizerTests
{
    [Fact]
    public void Two_steps_over_two_replicas_equal_libtorchs_own_optimizer()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Tiny(51), seed: 1);
        using var replica = model.Share();
        using var expected = new LlamaModel(LlamaPresets.Tiny(51), seed: 1);
        var options = new TrainingOptions { WeightDecay = 0.1, Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8, ClipNorm = 1 };
        using var optimizer = new Optimizer(options, [model, replica]);
        var decaying = optim.AdamW(expected.Parameters.Where(p => p.dim() > 1), 0.01, 0.9, 0.99, 1e-8, 0.1);
        var plain = optim.AdamW(expected.Parameters.Where(p => p.dim() == 1), 0.01, 0.9, 0.99, 1e-8, 0);

        for (var step = 1; step <= 2; step++)
        {
            var gradients = expected.Parameters.Select(p => (arange(p.numel()) * (0.7 + step)).sin().to_type(ScalarType.Float32).view(p.shape)).ToList();
            for (var i = 0; i < gradients.Count; i++)
            {
                model.Parameters[i].grad = gradients[i] * 0.25;
                replica.Parameters[i].grad = gradients[i] * 0.75;
                expected.Parameters[i].grad = gradients[i].clone();
            }
            var norm = nn.utils.clip_grad_norm_(expected.Parameters, 1);
            decaying.step();
            plain.step();

            optimizer.SumGradients(0);
            optimizer.SumGradients(1);
            Assert.Equal(norm, optimizer.GradientNorm(), 1e-3 * norm);
            optimizer.Update(0, step, 0.01, optimizer.GradientNorm());
            optimizer.Update(1, step, 0.01, optimizer.GradientNorm());
        }

        Assert.All(model.Parameters.Zip(expected.Parameters), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-6)));
        Assert.All(model.Parameters, parameter => Assert.Null(parameter.grad));
    }
}
