namespace AgentTuning.Reports;

/// <summary>What a report reads of a line of <c>metrics.jsonl</c>.</summary>
sealed record MetricsPoint
{
    /// <summary>From 1.</summary>
    public required int Step { get; init; }

    /// <summary>Of this step.</summary>
    public required double Loss { get; init; }

    /// <summary>After this step; null where it was not measured.</summary>
    public double? ValidationLoss { get; init; }
}
