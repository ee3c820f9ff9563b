namespace AgentTuning.Bench.Training;

/// <summary>The results on one model.</summary>
sealed record ModelReport
{
    /// <summary>As on the command line.</summary>
    public required string Model { get; init; }

    /// <summary>The number of weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Of a step.</summary>
    public required int Examples { get; init; }

    /// <summary>Of a step, without padding.</summary>
    public required int Tokens { get; init; }

    /// <summary>Those with loss.</summary>
    public required int SupervisedTokens { get; init; }

    /// <summary>Rows that a padded loop computes.</summary>
    public required int PaddedTokens { get; init; }

    /// <summary>Rows that shared prefixes leave, for packs as large as they were and for others.</summary>
    public required IReadOnlyList<PackedRows> SharedRows { get; init; }

    /// <summary>Examples of a padded batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Operations per second of fp32 products; the median of the rounds.</summary>
    public required double Fp32Rate { get; init; }

    /// <summary>Of bf16 products.</summary>
    public required double Bf16Rate { get; init; }

    /// <summary>In the order of the ladder.</summary>
    public required IReadOnlyList<RungResult> Rungs { get; init; }
}
