namespace AgentTuning.Llama.Training;

/// <summary>How far a training run has come.</summary>
sealed record TrainingCursor
{
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

    /// <summary>The length of <c>metrics.jsonl</c> in bytes; what follows belongs to steps that are done again.</summary>
    public required long MetricsBytes { get; init; }

    /// <summary>Before the first step.</summary>
    public static TrainingCursor Start { get; } = new() { Step = 0, Tokens = 0, SupervisedTokens = 0, RecentLosses = [], MetricsBytes = 0 };

    /// <summary>After one more step; the length of the metrics stays.</summary>
    /// <param name="line">The step.</param>
    /// <param name="recentSteps">How many losses to keep.</param>
    public TrainingCursor After(MetricsLine line, int recentSteps) => this with
    {
        Step = line.Step,
        Tokens = Tokens + line.Tokens,
        SupervisedTokens = SupervisedTokens + line.SupervisedTokens,
        RecentLosses = [.. RecentLosses.Append(line.Loss).TakeLast(recentSteps)],
        ValidationLoss = line.ValidationLoss ?? ValidationLoss,
    };
}
