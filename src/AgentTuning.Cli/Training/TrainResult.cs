using AgentTuning.Fitting;

namespace AgentTuning.Cli.Training;

/// <summary>The result of <c>train</c> for a program.</summary>
sealed record TrainResult
{
    public required string Model { get; init; }

    public required int Steps { get; init; }

    public required double Loss { get; init; }

    public required double? ValidationLoss { get; init; }

    public required long Tokens { get; init; }

    public required long SupervisedTokens { get; init; }

    public required IReadOnlyDictionary<string, double> ValidationLossBySource { get; init; }

    public required FitReport Fit { get; init; }

    public required IReadOnlyDictionary<string, int> DrawnByPool { get; init; }

    public required long PlannedBytes { get; init; }

    public required long? PeakBytes { get; init; }

    public required double Seconds { get; init; }

    public static TrainResult From(TrainingRequest request, TrainingOutcome outcome) => new()
    {
        Model = request.Output,
        Steps = outcome.Summary.Steps,
        Loss = outcome.Summary.FinalLoss,
        ValidationLoss = outcome.Summary.ValidationLoss,
        ValidationLossBySource = outcome.Summary.ValidationLossBySource,
        Tokens = outcome.Summary.Tokens,
        SupervisedTokens = outcome.Summary.SupervisedTokens,
        Fit = outcome.Fitted.Fit,
        DrawnByPool = outcome.Draws.ToDictionary(pool => pool.Name, pool => pool.Drawn),
        PlannedBytes = outcome.Run.Memory.Bytes,
        PeakBytes = outcome.PeakBytes,
        Seconds = outcome.Summary.Duration.TotalSeconds,
    };
}
