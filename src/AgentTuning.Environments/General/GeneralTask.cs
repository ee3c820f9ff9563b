using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>A general task: one or two questions with their reference replies and grading rules.</summary>
sealed record GeneralTask
{
    /// <summary>What it asks for, such as <c>repeat-lines</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What scores are broken down by, such as <c>copying</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The questions in order; all must be answered rightly.</summary>
    public required ImmutableArray<Exchange> Exchanges { get; init; }
}
