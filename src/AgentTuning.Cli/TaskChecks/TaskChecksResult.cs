using System.Collections.Immutable;
using AgentTuning.Environments.OperatingSystem.Judging;

namespace AgentTuning.Cli.TaskChecks;

/// <summary>How many reference solutions pass their own checks, and why the others do not.</summary>
sealed record TaskChecksResult
{
    /// <summary>The tasks that were checked.</summary>
    public required int Tasks { get; init; }

    /// <summary>Those whose solution passes.</summary>
    public required int Passing { get; init; }

    /// <summary>How many do not pass for each reason.</summary>
    public required ImmutableSortedDictionary<string, int> Reasons { get; init; }

    /// <summary>Those that do not pass, in task order.</summary>
    public required ImmutableArray<TaskCheck> Failures { get; init; }
}
