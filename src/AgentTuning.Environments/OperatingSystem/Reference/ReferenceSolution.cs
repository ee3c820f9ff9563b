using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>What the reference agent knows of a task beyond what every agent sees.</summary>
sealed record ReferenceSolution
{
    /// <summary>What is typed, one entry a round; empty where the task has no example.</summary>
    public required ImmutableArray<string> Rounds { get; init; }

    /// <summary>The answer where the record tells it; otherwise null.</summary>
    public required string? Answer { get; init; }

    /// <summary>The task asks something; otherwise it wants the machine changed.</summary>
    public required bool IsQuestion { get; init; }

    /// <summary>The description, for what it names.</summary>
    public required string Description { get; init; }

    /// <summary>All rounds as one.</summary>
    public string Code => string.Join('\n', Rounds);

    /// <summary>True where there is one command in one line.</summary>
    public bool IsOneLine => Rounds.Length == 1 && !Rounds[0].Contains('\n', StringComparison.Ordinal);

    /// <summary>Reads the solution from a task's record.</summary>
    /// <exception cref="InvalidDataException">The record is malformed.</exception>
    public static ReferenceSolution Read(AgentTask task)
    {
        var record = OperatingSystemTask.FromJson(task.Data);
        return new ReferenceSolution
        {
            Rounds = record.Example is { } example ? TypedScript.Rounds(example) : [],
            Answer = record.Match is { } match ? match.Answer ?? LiteralPattern.Find(match.Regex ?? "") : null,
            IsQuestion = record.Match is not null || record.Checks.Contains(null),
            Description = record.Description,
        };
    }
}
