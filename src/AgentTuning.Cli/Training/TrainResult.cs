using AgentTuning.Llama.Training;

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

    public required int DroppedTooLong { get; init; }

    public required int DroppedWithoutLoss { get; init; }

    public required double Seconds { get; init; }

    public static TrainResult From(TrainingRequest request, TrainingSummary summary) => new()
    {
        Model = request.Output,
        Steps = summary.Steps,
        Loss = summary.FinalLoss,
        ValidationLoss = summary.ValidationLoss,
        Tokens = summary.Tokens,
        SupervisedTokens = summary.SupervisedTokens,
        DroppedTooLong = summary.DroppedTooLong,
        DroppedWithoutLoss = summary.DroppedWithoutLoss,
        Seconds = summary.Duration.TotalSeconds,
    };
}
