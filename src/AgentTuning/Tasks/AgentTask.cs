using System.Text.Json;

namespace AgentTuning.Tasks;

/// <summary>One problem to solve.</summary>
public sealed record AgentTask
{
    /// <summary>The name of its environment, such as <c>database</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Unique within the environment and stable over time, such as <c>database/test/17</c> or <c>database/dev.jsonl/3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The part of the task set.</summary>
    public required TaskSplit Split { get; init; }

    /// <summary>The category that scores are broken down by, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Seeds whatever the environment draws.</summary>
    public int Seed { get; init; }

    /// <summary>What the environment needs to set the problem and grade it, in the environment's own shape.</summary>
    public required JsonElement Data { get; init; }
}
