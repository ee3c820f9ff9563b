using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AgentTuning.Collection;

/// <summary>What a run folder is: the resolved options, the versions and the state. The file <c>run.json</c>.</summary>
public sealed record RunRecord
{
    /// <summary>The command that made the folder.</summary>
    public required string Command { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The resolved options that decide what is written, the seed among them. A folder is resumed only with the same ones.</summary>
    public required ImmutableSortedDictionary<string, string> Options { get; init; }

    /// <summary>The options that only decide how much or how fast, such as <c>tasks</c> and <c>parallel</c>; they may change.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Versions of the tool and the runtime.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Of the first start, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Of the last change of the status, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>How often the run was started.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Episodes on the disk when the status last changed.</summary>
    public int Episodes { get; init; }

    /// <summary>What stopped it, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Failure { get; init; }
}
