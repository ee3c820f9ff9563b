using AgentTuning.Bench.Peers;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Bench.Training;

/// <summary>What is measured: peers, and how far each technique goes, one added to the other.</summary>
/// <remarks>Those of a side share one set of weights, so that all of them fit into memory; each has an optimizer's state of its own where it needs another.</remarks>
sealed class Ladder : IDisposable
{
    const int PackedTokens = 4096;

    readonly BenchModel _model;
    readonly TrainingBenchmarkOptions _options;
    readonly Lazy<PlainTrainee> _plain;
    readonly Lazy<LlamaModel> _weights;
    readonly List<IContestant> _contestants = [];

    public Ladder(BenchModel model, TrainingBenchmarkOptions options)
    {
        (_model, _options) = (model, options);
        _weights = new(() => new(model.Config, options.Seed));
        _plain = new(() => new(_weights.Value, options.Threads));
    }

    /// <summary>Of all, from the plain loop upwards.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["torchsharp", "pytorch", "sorted", "packed", "logits", "fused", "pass", "prefixes", "shards", "bf16", "checkpointing"];

    /// <summary>Makes a contestant.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public IContestant Create(string name)
    {
        IContestant contestant = name switch
        {
            "torchsharp" => Plain("plain loop, padded (TorchSharp)", PlainOptions),
            "pytorch" => new PythonContestant("plain loop, padded (PyTorch)", _weights.Value, _options.Python, PlainOptions),
            "sorted" => Plain("the same, sorted by length", PlainOptions with { IsSorted = true }),
            "packed" => Plain("packed, attention for each document", PlainOptions with { PackedTokens = PackedTokens }),
            "logits" => Plain("+ logits where supervised", PlainOptions with { PackedTokens = PackedTokens, HasFewLogits = true }),
            "fused" => Plain("+ fused AdamW", PlainOptions with { PackedTokens = PackedTokens, HasFewLogits = true, HasFusedOptimizer = true }),
            "pass" => Pass("+ hand-written pass", PassOptions, sharesPrefixes: false),
            "prefixes" => Pass("+ shared prefixes", PassOptions),
            "shards" => Pass("the same, a shard for each thread", PassOptions with { Threads = 1 }, shards: _options.Threads),
            "bf16" => Pass("+ bf16", PassOptions with { Precision = ComputePrecision.BF16 }),
            "checkpointing" => Pass("shared prefixes + checkpointing", PassOptions with { CheckpointEvery = 1 }),
            _ => throw new ArgumentException($"'{name}' is not measured, expected one of {string.Join(", ", Names)}.", nameof(name)),
        };
        _contestants.Add(contestant);
        return contestant;
    }

    PlainOptions PlainOptions => new() { Threads = _options.Threads, Batch = _options.Batch ?? _model.Batch, Clock = _options.Clock };

    PassOptions PassOptions => new() { Threads = _options.Threads, RowsPerPack = _options.Rows };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var contestant in _contestants) contestant.Dispose();
        if (_plain.IsValueCreated) _plain.Value.Dispose();
        if (_weights.IsValueCreated) _weights.Value.Dispose();
    }

    PlainContestant Plain(string name, PlainOptions options) => new(name, options, _plain.Value);

    PassContestant Pass(string name, PassOptions options, int shards = 1, bool sharesPrefixes = true) => new(name, _weights.Value, shards, options, (sharesPrefixes, _options.Clock));
}
