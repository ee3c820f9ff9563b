using System.Collections.Immutable;
using AgentTuning.Llama.Memory;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Training;

/// <summary>This project's training pass and optimizer.</summary>
sealed class PassContestant : IContestant
{
    static readonly TrainingOptions Rule = new() { LearningRate = 1e-4 };

    readonly PassOptions _options;
    readonly bool _sharesPrefixes;
    readonly StepClock _clock;
    readonly LlamaModel _model;
    readonly ShardWorkers _workers;
    readonly Optimizer _optimizer;
    int _step;

    /// <param name="name">For tables.</param>
    /// <param name="model">Changed in place.</param>
    /// <param name="shards">Threads that each have a part of the examples.</param>
    /// <param name="options">How each computes.</param>
    /// <param name="way">False computes every document whole; and the clock.</param>
    public PassContestant(string name, LlamaModel model, int shards, PassOptions options, (bool SharesPrefixes, StepClock Clock) way)
    {
        Name = name;
        _options = options;
        _model = model;
        (_sharesPrefixes, _clock) = way;
        _workers = new(model, shards, options);
        _optimizer = new(Rule, _workers.Replicas);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<StepOutcome> StepAsync(ImmutableArray<TokenizedExample> examples, bool isUpdated)
    {
        // Other contestants set the number of threads for the whole process.
        await _workers.RunAsync(_ => { set_num_threads(_options.Threads); return 0; });
        var start = _clock.Now;
        var supervised = examples.Sum(example => (long)ExampleLoss.SupervisedCount(example));
        var plan = Plan(examples);
        await _workers.RefreshAsync();
        var sums = await _workers.RunAsync(shard => ExampleLoss.Backward(_workers.Passes[shard], plan[shard], supervised));
        await _workers.RunAsync(shard => { _optimizer.SumGradients(shard); return 0; });
        if (isUpdated)
        {
            var norm = _optimizer.GradientNorm();
            _step++;
            await _workers.RunAsync(shard => { _optimizer.Update(shard, _step, Rule.LearningRate, norm); return 0; });
        }
        else
        {
            foreach (var parameter in _workers.Replicas.SelectMany(replica => replica.Parameters)) parameter.grad?.zero_();
        }
        var seconds = _clock.Now - start;
        return new(sums.Sum() / supervised, seconds, _sharesPrefixes ? StepFlops.OfGroups(_model, SharedPrefix.Group(examples)) : StepFlops.OfDocuments(_model, examples));
    }

    /// <summary>What the memory plan says of a step of these examples; null without shared prefixes, which the plan counts on.</summary>
    public long? PlannedBytes(ImmutableArray<TokenizedExample> examples)
    {
        var options = Rule with { Shards = _workers.Count, Pass = _options };
        return _sharesPrefixes ? MemoryPlan.Create(_model.Config, options, StepSize.Of(examples, options).Shards).Bytes : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _workers.Dispose();
    }

    IReadOnlyList<IReadOnlyList<SharedPrefix>> Plan(ImmutableArray<TokenizedExample> examples)
    {
        if (_sharesPrefixes) return ShardPlan.Create(examples, _workers.Count);
        var shards = Enumerable.Range(0, _workers.Count).Select(_ => new List<TokenizedExample>()).ToArray();
        foreach (var example in examples.OrderByDescending(example => example.Length)) shards.MinBy(shard => shard.Sum(other => other.Length))!.Add(example);
        return [.. shards.Select(shard => shard.Count == 0 ? (IReadOnlyList<SharedPrefix>)[] : [new(0, shard)])];
    }
}
