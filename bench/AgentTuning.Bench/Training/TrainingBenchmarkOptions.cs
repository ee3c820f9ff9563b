using AgentTuning.Llama.Training;

namespace AgentTuning.Bench.Training;

/// <summary>What the training benchmark measures.</summary>
sealed record TrainingBenchmarkOptions
{
    /// <summary>The models, in order.</summary>
    public required IReadOnlyList<BenchModel> Models { get; init; }

    /// <summary>Interleaved rounds; the median counts.</summary>
    public required int Rounds { get; init; }

    /// <summary>Threads, the same for all.</summary>
    public required int Threads { get; init; }

    /// <summary>Examples of a step; null takes the model's own number.</summary>
    public int? Examples { get; init; }

    /// <summary>Examples of a padded batch; null takes the model's own number.</summary>
    public int? Batch { get; init; }

    /// <summary>The most rows of a pack.</summary>
    public required int Rows { get; init; }

    /// <summary>Names of what is measured; null takes what fits the model.</summary>
    public IReadOnlyList<string>? Rungs { get; init; }

    /// <summary>A Python interpreter that has PyTorch.</summary>
    public required string Python { get; init; }

    /// <summary>Where results are written as JSON; null prints only.</summary>
    public string? JsonPath { get; init; }

    /// <summary>What counts as time.</summary>
    public StepClock Clock { get; init; }

    /// <summary>True measures memory too, each in a process of its own.</summary>
    public bool MeasuresMemory { get; init; } = true;

    /// <summary>True for such a process: one step of the longest examples, and the peak on standard output.</summary>
    public bool IsMemoryProcess { get; init; }

    /// <summary>Of weights and examples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static TrainingBenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var given = new BenchArguments(args, "model", "only", "rounds", "threads", "examples", "batch", "rows", "python", "json", "seed", "quick.", "processor-time.", "no-memory.", "memory-process.");
        var names = given.Has("quick") ? "quick" : given.Text("model", "small,100m");
        return new()
        {
            Models = [.. names.Split(',').Select(BenchModel.Of)],
            Rounds = given.Number("rounds", 3),
            Threads = given.Number("threads", Environment.ProcessorCount),
            Examples = given.Has("examples") ? given.Number("examples", 1) : null,
            Batch = given.Has("batch") ? given.Number("batch", 1) : null,
            Rows = given.Number("rows", new PassOptions().RowsPerPack),
            Rungs = given.Has("only") ? given.Text("only", "").Split(',') : null,
            Python = given.Text("python", "/usr/bin/python3"),
            JsonPath = given.Has("json") ? given.Text("json", "") : null,
            Clock = new(given.Has("processor-time")),
            Seed = given.Number("seed", 1),
            MeasuresMemory = !given.Has("no-memory"),
            IsMemoryProcess = given.Has("memory-process"),
        };
    }
}
