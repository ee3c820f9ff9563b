using System.Text.Json.Serialization;

namespace AgentTuning.Environments.AlfWorld.Engine.Traces;

/// <summary>One reset or step of a recorded game. What a row lacks is not compared.</summary>
public sealed record TraceRow
{
    /// <summary>What was typed; null at a reset.</summary>
    [JsonPropertyName("cmd")]
    public string? Command { get; init; }

    /// <summary>What the game answered.</summary>
    [JsonPropertyName("obs")]
    public string? Observation { get; init; }

    /// <summary>All admissible commands, in order.</summary>
    [JsonPropertyName("adm")]
    public IReadOnlyList<string>? Admissible { get; init; }

    /// <summary>Whether the goal held.</summary>
    [JsonPropertyName("won")]
    public bool? IsWon { get; init; }

    /// <summary>1 where the goal held, else 0.</summary>
    [JsonPropertyName("score")]
    public double? Score { get; init; }

    /// <summary>Whether the game had ended.</summary>
    [JsonPropertyName("done")]
    public bool? IsDone { get; init; }
}
