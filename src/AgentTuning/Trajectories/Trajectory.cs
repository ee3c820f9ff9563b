using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Tasks;

namespace AgentTuning.Trajectories;

/// <summary>The record of an episode, from the teacher's call to the evaluation's cell. One JSON line.</summary>
public sealed record Trajectory
{
    /// <summary>Task, attempt and agent: unique in a file. <c>database/test/17#0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The part of the task set.</summary>
    public required TaskSplit Split { get; init; }

    /// <summary>The task's category, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>From 0 on.</summary>
    public required int Attempt { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>In [0, 1]; null where agent or environment failed, which is not a reward of 0.</summary>
    public required double? Reward { get; init; }

    /// <summary>Why it stopped.</summary>
    public required EpisodeEnding Ending { get; init; }

    /// <summary>The fault behind a failed ending, for people; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Failure { get; init; }

    /// <summary>Other measurements of the environment.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The tools that the agent was offered, in the form of OpenAI's <c>tools</c>; null where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>Every exchange as the model saw it.</summary>
    public required ImmutableArray<Turn> Turns { get; init; }

    /// <summary>What made it: hashes, seeds and options. Results of different provenance are not compared unless asked for.</summary>
    public required TrajectoryProvenance Provenance { get; init; }

    /// <summary>The task's data, so that the trajectory can be replayed.</summary>
    public required JsonElement TaskData { get; init; }

    /// <summary>Tokens as the agent reported them, or null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenUsage? Usage { get; init; }

    /// <summary>Wall-clock times; the only part that differs when the same episode is run again.</summary>
    public required EpisodeTimings Timings { get; init; }
}
