namespace AgentTuning.Fitting;

/// <summary>How examples are made to fit.</summary>
public sealed record FitOptions
{
    /// <summary>The longest example in tokens; 2 or more.</summary>
    public required int MaxLength { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(MaxLength)); field = value; } }

    /// <summary>What becomes of longer ones.</summary>
    public LongExamples LongExamples { get; init; } = LongExamples.Raise;

    /// <summary>True to leave out examples from which nothing can be learned, and count them; false to refuse them.</summary>
    public bool DropsWithoutLoss { get; init; }
}
