namespace AgentTuning.Llama.Training;

/// <summary>One line of <c>metrics.jsonl</c>: one step. The order of the properties is that of the file, wall-clock time last.</summary>
sealed record MetricsLine
{
    /// <summary>From 1.</summary>
    public required int Step { get; init; }

    /// <summary>Cross-entropy per supervised token of this step, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>The learning rate of this step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The gradient's length before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Tokens of this step's documents.</summary>
    public required long Tokens { get; init; }

    /// <summary>Those on which the loss was taken.</summary>
    public required long SupervisedTokens { get; init; }

    /// <summary>Cross-entropy per supervised token of the validation examples after this step; absent where it was not measured.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Wall-clock time of this step.</summary>
    public required double Seconds { get; init; }
}
