using System.Collections.Immutable;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>A problem of a kind before it becomes a task.</summary>
sealed record GeneratedProblem
{
    /// <summary>The question or the order.</summary>
    public required string Description { get; init; }

    /// <summary>The script that sets the machine up; empty where nothing is needed.</summary>
    public required string Init { get; init; }

    /// <summary>What the agent's own shell runs before the episode, or null.</summary>
    public string? Start { get; init; }

    /// <summary>The commands that solve it.</summary>
    public required string Solution { get; init; }

    /// <summary>How the answer of a question is compared; null for an order.</summary>
    public AnswerMatching? Matching { get; init; }

    /// <summary>The answer of a question, computed apart from the solution; null for an order.</summary>
    public string? Answer { get; init; }

    /// <summary>The scripts that check what an order left behind; empty for a question.</summary>
    public ImmutableArray<TaskScript> Checks { get; init; } = [];
}
