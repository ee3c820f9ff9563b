namespace AgentTuning.Llama.Training;

/// <summary>What a finished training run was.</summary>
public sealed record TrainingSummary
{
    /// <summary>Optimizer updates, those before an interruption included.</summary>
    public required int Steps { get; init; }

    /// <summary>The mean loss of the last steps, at most twenty, per supervised token.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>Per supervised token of the validation examples; null where there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The same by source, in the order of the names; empty where there are none.</summary>
    public required IReadOnlyDictionary<string, double> ValidationLossBySource { get; init; }

    /// <summary>Tokens of documents seen.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens seen on which the loss was taken.</summary>
    public required long SupervisedTokens { get; init; }

    /// <summary>Wall-clock time of training, of this call only.</summary>
    public required TimeSpan Duration { get; init; }
}
