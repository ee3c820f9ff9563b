namespace AgentTuning.Bench.Training;

/// <summary>What one contestant reached on one model.</summary>
sealed record RungResult
{
    /// <summary>As on the command line.</summary>
    public required string Rung { get; init; }

    /// <summary>For tables.</summary>
    public required string Name { get; init; }

    /// <summary>Seconds of each round.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    /// <summary>Tokens of documents, padding left out, per second; the median.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Times the speed of the plain loop in TorchSharp, the median of the rounds; null without it.</summary>
    public double? TimesTorchSharp { get; init; }

    /// <summary>Times the speed of the plain loop in PyTorch; null without it.</summary>
    public double? TimesPyTorch { get; init; }

    /// <summary>Operations of needed products per second over the rate of fp32 products of the same round; the median.</summary>
    public required double ShareOfFp32 { get; init; }

    /// <summary>The same over the rate of bf16 products.</summary>
    public required double ShareOfBf16 { get; init; }

    /// <summary>The loss of the warm-up, before any update.</summary>
    public required double FirstLoss { get; init; }

    /// <summary>The most memory of a process that does one step of the longest examples, weights and optimizer included.</summary>
    public long? PeakBytes { get; set; }

    /// <summary>What the memory plan says of that process; null for peers.</summary>
    public long? PlannedBytes { get; set; }
}
