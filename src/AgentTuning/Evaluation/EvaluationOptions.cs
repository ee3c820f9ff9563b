namespace AgentTuning.Evaluation;

/// <summary>How trajectories are scored.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The version of this tool, as it goes into the record.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The agent or label that the others are compared with; null takes the first.</summary>
    public string? Baseline { get; init; }

    /// <summary>True to put together and compare results of different provenance; false by default.</summary>
    public bool AllowsDifferentProvenance { get; init; }
}
