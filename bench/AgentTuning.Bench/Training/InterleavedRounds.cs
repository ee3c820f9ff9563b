using System.Collections.Immutable;
using AgentTuning.Bench.Examples;
using AgentTuning.Bench.Peers;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Training;

/// <summary>Lets contestants do the same step in turns, so that all of them meet the same disturbances.</summary>
sealed class InterleavedRounds(BenchModel model, TrainingBenchmarkOptions options) : IDisposable
{
    const double LossTolerance = 1e-4;
    const double NarrowLossTolerance = 2e-2;
    const string TorchSharp = "torchsharp";
    const string PyTorch = "pytorch";
    const string Narrow = "bf16";

    static readonly int[] PackSizes = [1024, 2048, 4096, 8192, 16384];

    readonly ImmutableArray<TokenizedExample> _examples = ExamplesOf(model, options);
    readonly Ladder _ladder = new(model, options);
    readonly List<(string Rung, IContestant Contestant, double FirstLoss, List<StepOutcome> Steps)> _entries = [];
    readonly List<(double Fp32, double Bf16)> _rates = [];

    /// <summary>The version of PyTorch, where it took part.</summary>
    public string? PyTorchVersion => _entries.Select(entry => entry.Contestant).OfType<PythonContestant>().FirstOrDefault()?.Version;

    /// <summary>The examples of a step.</summary>
    public static ImmutableArray<TokenizedExample> ExamplesOf(BenchModel model, TrainingBenchmarkOptions options) =>
        AgentInstructExamples.Create(options.Examples ?? model.Examples, model.Config.VocabularySize, options.Seed);

    /// <summary>Warms up, compares the first losses, and goes through the rounds.</summary>
    /// <exception cref="InvalidOperationException">Contestants do not compute the same.</exception>
    public async Task<ModelReport> RunAsync()
    {
        MeasureRates();
        foreach (var rung in Rungs()) await EnterAsync(rung);
        RequireSameLoss();
        for (var round = 0; round < options.Rounds; round++)
        {
            if (round > 0) MeasureRates();
            foreach (var entry in _entries)
            {
                var step = await entry.Contestant.StepAsync(_examples, isUpdated: true);
                entry.Steps.Add(step);
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"{model.Name} round {round + 1}: {entry.Contestant.Name,-42} {step.Seconds,7:F2} s, loss {step.Loss:F4}"));
            }
        }
        return Report();
    }

    /// <inheritdoc/>
    public void Dispose() => _ladder.Dispose();

    // Where bf16 products are emulated they would take minutes and say nothing.
    IEnumerable<string> Rungs() => options.Rungs ?? model.Rungs.Where(rung => rung != Narrow || _rates[0].Bf16 > _rates[0].Fp32)
        .Where(rung => rung != PyTorch || File.Exists(options.Python));

    void MeasureRates()
    {
        var fp32 = ProductRate.Measure(ScalarType.Float32, options.Threads, options.Clock);
        _rates.Add((fp32, _rates.Count > 0 && _rates[0].Bf16 < _rates[0].Fp32 ? _rates[0].Bf16 : ProductRate.Measure(ScalarType.BFloat16, options.Threads, options.Clock)));
    }

    async Task EnterAsync(string rung)
    {
        var contestant = _ladder.Create(rung);
        if (contestant is PythonContestant python) await python.StartAsync(_examples);
        // The shortest and the longest example, without an update: buffers and libraries get ready, and all see the same weights.
        ImmutableArray<TokenizedExample> some = [_examples.MinBy(example => example.Length)!, _examples.MaxBy(example => example.Length)!];
        var step = await contestant.StepAsync(some, isUpdated: false);
        _entries.Add((rung, contestant, step.Loss, []));
    }

    void RequireSameLoss()
    {
        var first = _entries[0];
        foreach (var entry in _entries)
        {
            var tolerance = entry.Rung == Narrow ? NarrowLossTolerance : LossTolerance;
            if (!(Math.Abs(entry.FirstLoss - first.FirstLoss) <= tolerance * Math.Abs(first.FirstLoss)))
                throw new InvalidOperationException($"{entry.Contestant.Name} has a first loss of {entry.FirstLoss}, and {first.Contestant.Name} {first.FirstLoss}, expected the same within {tolerance}: they do not compute the same.");
        }
    }

    ModelReport Report()
    {
        var tokens = _examples.Sum(example => example.Length);
        var batch = options.Batch ?? model.Batch;
        return new()
        {
            Model = model.Name,
            Parameters = model.Config.ParameterCount,
            Examples = _examples.Length,
            Tokens = tokens,
            SupervisedTokens = _examples.Sum(ExampleLoss.SupervisedCount),
            PaddedTokens = _examples.Chunk(batch).Sum(chunk => chunk.Length * chunk.Max(example => example.Length)),
            SharedRows = [.. PackSizes.Prepend(options.Rows).Select(rows => new PackedRows(rows, SharedRows(rows)))],
            Batch = batch,
            Fp32Rate = Median(_rates.Select(rate => rate.Fp32)),
            Bf16Rate = Median(_rates.Select(rate => rate.Bf16)),
            Rungs = [.. _entries.Select(entry => new RungResult
            {
                Rung = entry.Rung,
                Name = entry.Contestant.Name,
                Seconds = [.. entry.Steps.Select(step => Math.Round(step.Seconds, 3))],
                TokensPerSecond = tokens / Median(entry.Steps.Select(step => step.Seconds)),
                TimesTorchSharp = Times(entry.Steps, TorchSharp),
                TimesPyTorch = Times(entry.Steps, PyTorch),
                ShareOfFp32 = Median(entry.Steps.Zip(_rates, (step, rate) => step.Flops / step.Seconds / rate.Fp32)),
                ShareOfBf16 = Median(entry.Steps.Zip(_rates, (step, rate) => step.Flops / step.Seconds / rate.Bf16)),
                FirstLoss = entry.FirstLoss,
            })],
        };
    }

    int SharedRows(int rowsPerPack) => SharedPrefix.Group(_examples).SelectMany(group => TrainingPack.Sizes(group, rowsPerPack)).Sum(size => size.Rows);

    double? Times(List<StepOutcome> steps, string peer)
    {
        var others = _entries.FirstOrDefault(entry => entry.Rung == peer).Steps;
        return others is null ? null : Median(steps.Zip(others, (own, other) => other.Seconds / own.Seconds));
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
