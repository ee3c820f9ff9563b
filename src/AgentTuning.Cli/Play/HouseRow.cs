using System.Text.Json.Serialization;

namespace AgentTuning.Cli.Play;

/// <summary>One turn of a household game.</summary>
/// <param name="Command">What was typed; null at the start.</param>
/// <param name="Observation">What the game says.</param>
/// <param name="Admissible">What is possible next, in order.</param>
/// <param name="IsWon">Whether the goal holds.</param>
sealed record HouseRow(
    [property: JsonPropertyName("cmd"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Command,
    [property: JsonPropertyName("obs")] string Observation,
    [property: JsonPropertyName("adm")] IReadOnlyList<string> Admissible,
    [property: JsonPropertyName("won")] bool IsWon);
