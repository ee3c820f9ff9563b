namespace AgentTuning.Llama.Training;

/// <summary>Where a training run stands after a step.</summary>
public sealed record TrainingProgress
{
    /// <summary>From 1.</summary>
    public required int Step { get; init; }

    /// <summary>The number of steps of the whole run.</summary>
    public required int Steps { get; init; }

    /// <summary>Of this step, per supervised token.</summary>
    public required double Loss { get; init; }

    /// <summary>Tokens of documents, over the last steps.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The share of this step's tokens on which the loss was taken.</summary>
    public required double SupervisedShare { get; init; }

    /// <summary>The share of the machine's matrix product rate, over the last steps.</summary>
    public required double Utilisation { get; init; }

    /// <summary>At the present rate.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
