using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>The steps of a training run: loss and gradients by shards, one update.</summary>
sealed class TrainingLoop(TrainingPlan plan, ShardWorkers workers, Optimizer optimizer)
{
    readonly TrainingOptions _options = plan.Options;

    /// <summary>Does one step.</summary>
    /// <param name="step">From 0.</param>
    /// <exception cref="TrainingDivergedException">The loss or the gradient is not finite; the weights are as before.</exception>
    public async Task<TrainedStep> StepAsync(int step)
    {
        TokenizedExample[] batch = [.. plan.Schedule.Examples(step).Select(index => plan.Data.Examples[index])];
        var supervised = batch.Sum(example => (long)ExampleLoss.SupervisedCount(example));
        var shards = ShardPlan.Create(batch, workers.Count);
        foreach (var pass in workers.Passes) pass.DropoutSeed = RowKeys.SeedOf(_options.Seed, step);
        await workers.RefreshAsync();
        var work = ShardWork.Together(await workers.RunAsync(shard => Backward(shard, shards[shard], supervised)));
        var loss = work.Loss / supervised;
        if (!double.IsFinite(loss)) throw await DivergenceAsync($"the loss is {loss}", step, batch);

        await workers.RunAsync(shard => { optimizer.SumGradients(shard); return 0; });
        var norm = optimizer.GradientNorm();
        if (!double.IsFinite(norm)) throw await DivergenceAsync($"the loss is {loss}, and the length of the gradient {norm}", step, batch);

        var learningRate = plan.Schedule.LearningRate(step);
        await workers.RunAsync(shard => { optimizer.Update(shard, step + 1, learningRate, norm); return 0; });
        return new(
            new()
            {
                Step = step + 1,
                Loss = loss,
                LearningRate = learningRate,
                GradientNorm = norm,
                Tokens = batch.Sum(example => (long)example.Length),
                SupervisedTokens = supervised,
                Examples = batch.Length,
                MicroSteps = work.MicroSteps,
                Rows = work.Rows,
                Seconds = 0,
            },
            work.Flops);
    }

    ShardWork Backward(int shard, IEnumerable<SharedPrefix> groups, long supervised) =>
        ShardWork.Backward(workers.Passes[shard], workers.Replicas[0], PacksOf(groups), supervised);

    IEnumerable<TrainingPack> PacksOf(IEnumerable<SharedPrefix> groups) => groups.SelectMany(group => TrainingPack.Create(group, _options.Pass.RowsPerPack));

    async Task<TrainingDivergedException> DivergenceAsync(string what, int step, IReadOnlyList<TokenizedExample> batch) =>
        (await workers.RunAsync(shard => shard > 0 ? null : Divergence.Of(what, step + 1, batch, LossOf, _options)))[0]!;

    double LossOf(TokenizedExample example) => ExampleLoss.Sum(workers.Passes[0], [new(0, [example])]);
}
