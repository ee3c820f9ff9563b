namespace AgentTuning.Llama.Training;

/// <summary>How far a training run has come.</summary>
sealed record TrainingCursor
{
    const int RecentSteps = 20;

    /// <summary>Finished steps.</summary>
    public required int Step { get; init; }

    /// <summary>Tokens of documents seen.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens seen on which the loss was taken.</summary>
    public required long SupervisedTokens { get; init; }

    /// <summary>The losses of the last steps, oldest first.</summary>
    public required IReadOnlyList<double> RecentLosses { get; init; }

    /// <summary>The last validation loss, or null.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The last validation loss by source, or null.</summary>
    public IReadOnlyDictionary<string, double>? ValidationLossBySource { get; init; }

    /// <summary>The length of <c>metrics.jsonl</c> in bytes; what follows belongs to steps that are done again.</summary>
    public required long MetricsBytes { get; init; }

    /// <summary>The same of the event file.</summary>
    public required long EventBytes { get; init; }

    /// <summary>Before the first step.</summary>
    public static TrainingCursor Start { get; } = new() { Step = 0, Tokens = 0, SupervisedTokens = 0, RecentLosses = [], MetricsBytes = 0, EventBytes = 0 };

    /// <summary>After one more step; the lengths of files stay.</summary>
    /// <param name="line">The step.</param>
    public TrainingCursor After(MetricsLine line) => this with
    {
        Step = line.Step,
        Tokens = Tokens + line.Tokens,
        SupervisedTokens = SupervisedTokens + line.SupervisedTokens,
        RecentLosses = [.. RecentLosses.Append(line.Loss).TakeLast(RecentSteps)],
        ValidationLoss = line.ValidationLoss ?? ValidationLoss,
        ValidationLossBySource = line.ValidationLossBySource ?? ValidationLossBySource,
    };

    /// <summary>What a run was that ends here.</summary>
    public TrainingSummary Summary(TimeSpan duration) => new()
    {
        Steps = Step,
        FinalLoss = RecentLosses.Average(),
        ValidationLoss = ValidationLoss,
        ValidationLossBySource = ValidationLossBySource ?? new Dictionary<string, double>(),
        Tokens = Tokens,
        SupervisedTokens = SupervisedTokens,
        Duration = duration,
    };
}
