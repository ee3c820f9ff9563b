using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Measures the loss of examples that training does not see, source by source.</summary>
sealed class ValidationMeasure(TrainingOptions options, IReadOnlyList<TokenizedExample> examples, ShardWorkers workers)
{
    const string Unnamed = "unnamed";

    readonly IReadOnlyList<(string Source, IReadOnlyList<TokenizedExample> Batch)> _batches = [.. Batches(examples, options)];

    /// <summary>True where there is nothing to measure.</summary>
    public bool IsEmpty => _batches.Count == 0;

    /// <summary>The examples source by source, cut into batches of about as many tokens as a step.</summary>
    public static IEnumerable<(string Source, IReadOnlyList<TokenizedExample> Batch)> Batches(IReadOnlyList<TokenizedExample> examples, TrainingOptions options) =>
        examples.GroupBy(example => example.Source ?? Unnamed, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Batches(group, options.TokensPerStep).Select(batch => (group.Key, batch)));

    /// <summary>The loss per supervised token, of all and of each source.</summary>
    public async Task<ValidationLoss> MeasureAsync()
    {
        var sums = new SortedDictionary<string, (double Loss, long Tokens)>(StringComparer.Ordinal);
        await workers.RefreshAsync();
        foreach (var (source, batch) in _batches)
        {
            var plan = ShardPlan.Create(batch, workers.Count);
            var loss = (await workers.RunAsync(shard => ExampleLoss.Sum(workers.Passes[shard], plan[shard]))).Sum();
            var before = sums.GetValueOrDefault(source);
            sums[source] = (before.Loss + loss, before.Tokens + batch.Sum(example => (long)ExampleLoss.SupervisedCount(example)));
        }
        return new(
            sums.Values.Sum(sum => sum.Loss) / sums.Values.Sum(sum => sum.Tokens),
            new SortedDictionary<string, double>(sums.ToDictionary(sum => sum.Key, sum => sum.Value.Loss / sum.Value.Tokens), StringComparer.Ordinal));
    }

    static IEnumerable<IReadOnlyList<TokenizedExample>> Batches(IEnumerable<TokenizedExample> source, int tokensPerBatch)
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
