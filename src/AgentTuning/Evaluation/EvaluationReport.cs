using System.Collections.Immutable;

namespace AgentTuning.Evaluation;

/// <summary>Everything a report needs of an evaluation: the file <c>evaluation.json</c>.</summary>
public sealed record EvaluationReport
{
    /// <summary>The version of this tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The files that were scored.</summary>
    public required ImmutableArray<EvaluationInput> Inputs { get; init; }

    /// <summary>The agent that the others are compared with; null where there is only one.</summary>
    public required string? Baseline { get; init; }

    /// <summary>True where results of different provenance were put together or compared because the user asked for it.</summary>
    public required bool AllowsDifferentProvenance { get; init; }

    /// <summary>Agents × environments.</summary>
    public required ImmutableArray<ScoreCell> Scores { get; init; }

    /// <summary>Every other agent against the baseline, on the same tasks.</summary>
    public required ImmutableArray<ScoreComparison> Comparisons { get; init; }

    /// <summary>The paper's overall scores, of the test split's cells where it was measured.</summary>
    public required ImmutableArray<AgentOverallScore> Overall { get; init; }
}
