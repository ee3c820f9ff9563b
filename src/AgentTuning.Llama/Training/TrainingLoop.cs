using System.Collections.Immutable;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>The steps of a training run: loss and gradients by shards, one update, now and then the validation loss.</summary>
sealed class TrainingLoop(
    TrainingOptions options,
    ImmutableArray<TokenizedExample> examples,
    ImmutableArray<TokenizedExample> validation,
    ShardWorkers workers,
    Optimizer optimizer)
{
    readonly TrainingSchedule _schedule = new(options, [.. examples.Select(example => example.Length)]);

    /// <summary>The number of steps of the whole run.</summary>
    public int StepCount => _schedule.StepCount;

    /// <summary>Does one step; its wall-clock time is left at 0.</summary>
    /// <param name="step">From 0.</param>
    /// <exception cref="InvalidOperationException">The loss is not finite.</exception>
    public async Task<MetricsLine> StepAsync(int step)
    {
        var batch = Batch(step);
        var supervised = batch.Sum(example => (long)ExampleLoss.SupervisedCount(example));
        var plan = ShardPlan.Create(batch, workers.Count);
        await workers.RefreshAsync();
        var sums = await workers.RunAsync(shard => ExampleLoss.Backward(workers.Passes[shard], plan[shard], supervised));
        var loss = sums.Sum() / supervised;
        if (!double.IsFinite(loss))
            throw new InvalidOperationException($"Step {step + 1}: the loss is {loss}. Lower the learning rate of {options.LearningRate}.");

        await workers.RunAsync(shard => { optimizer.SumGradients(shard); return 0; });
        var norm = optimizer.GradientNorm();
        var learningRate = _schedule.LearningRate(step);
        await workers.RunAsync(shard => { optimizer.Update(shard, step + 1, learningRate, norm); return 0; });
        return new()
        {
            Step = step + 1,
            Loss = loss,
            LearningRate = learningRate,
            GradientNorm = norm,
            Tokens = batch.Sum(example => (long)example.Length),
            SupervisedTokens = supervised,
            ValidationLoss = IsMeasured(step + 1) ? await ValidationLossAsync() : null,
            Seconds = 0,
        };
    }

    List<TokenizedExample> Batch(int step)
    {
        var batch = new List<TokenizedExample>();
        foreach (var index in _schedule.Examples(step)) batch.Add(examples[index]);
        return batch;
    }

    bool IsMeasured(int done) =>
        !validation.IsEmpty && (done == StepCount || (options.ValidationInterval is { } interval && done % interval == 0));

    async Task<double> ValidationLossAsync()
    {
        await workers.RefreshAsync();
        var sum = 0.0;
        var supervised = 0L;
        foreach (var batch in Batches(validation, options.TokensPerStep))
        {
            var plan = ShardPlan.Create(batch, workers.Count);
            sum += (await workers.RunAsync(shard => ExampleLoss.Sum(workers.Passes[shard], plan[shard]))).Sum();
            supervised += batch.Sum(example => (long)ExampleLoss.SupervisedCount(example));
        }
        return sum / supervised;
    }

    static IEnumerable<List<TokenizedExample>> Batches(IEnumerable<TokenizedExample> source, int tokensPerBatch)
    {
        var batch = new List<TokenizedExample>();
        var tokens = 0;
        foreach (var example in source)
        {
            batch.Add(example);
            tokens += example.Length;
            if (tokens < tokensPerBatch) continue;
            yield return batch;
            batch = [];
            tokens = 0;
        }
        if (batch.Count > 0) yield return batch;
    }
}
