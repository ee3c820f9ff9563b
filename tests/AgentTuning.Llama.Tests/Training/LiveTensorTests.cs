using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using TorchSharp;

namespace AgentTuning.Llama.Tests.Training;

public sealed class LiveTensorTests
{
    [Theory]
    [InlineData(ComputePrecision.F32, false, 1000)]
    [InlineData(ComputePrecision.BF16, false, 200)]
    [InlineData(ComputePrecision.F32, true, 200)]
    public async Task Many_steps_leave_no_tensor_behind(ComputePrecision precision, bool usesOperators, int steps)
    {
        var options = new TrainingOptions { Shards = 2, LearningRate = 1e-4 };
        using var model = new LlamaModel(LlamaPresets.Tiny(20) with { HiddenSize = 16, IntermediateSize = 16, HasQueryKeyNorm = true }, seed: 1);
        using var workers = new ShardWorkers(model, options.Shards, new() { Precision = precision, CheckpointEvery = 1, UsesOperators = usesOperators });
        using var optimizer = new Optimizer(options, workers.Replicas);
        var plan = ShardPlan.Create(Examples.Random(2, 20, seed: 1, longest: 9), options.Shards);
        var counts = new List<long>();

        for (var step = 1; step <= steps; step++)
        {
            await workers.RefreshAsync();
            await workers.RunAsync(shard => ExampleLoss.Backward(workers.Passes[shard], plan[shard], 10));
            await workers.RunAsync(shard => { optimizer.SumGradients(shard); return 0; });
            await workers.RunAsync(shard => { optimizer.Update(shard, step, 1e-4, optimizer.GradientNorm()); return 0; });
            if (step % 100 == 0) counts.Add((await workers.RunAsync(_ => DisposeScopeManager.Statistics.ThreadTotalLiveCount)).Sum());
        }

        Assert.Equal(counts[0], counts[^1]);
    }
}
