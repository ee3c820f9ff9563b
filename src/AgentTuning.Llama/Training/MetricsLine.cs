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

    /// <summary>The examples of this step.</summary>
    public required int Examples { get; init; }

    /// <summary>Packs that the busiest shard went through, one after the other, adding up their gradients.</summary>
    public required int MicroSteps { get; init; }

    /// <summary>Positions that were computed: no padding, a shared prefix once, a last token never.</summary>
    public required long Rows { get; init; }

    /// <summary>Cross-entropy per supervised token of the validation examples after this step; absent where it was not measured.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The same by source; absent where it was not measured or there is one source.</summary>
    public IReadOnlyDictionary<string, double>? ValidationLossBySource { get; init; }

    /// <summary>Wall-clock time of this step.</summary>
    public required double Seconds { get; init; }

    /// <summary>The share of the machine's matrix product rate that this step reached.</summary>
    public double Utilisation { get; init; }
}
