using System.Text.Json.Serialization;

namespace AgentTuning.Conversations;

/// <summary>One message of either side.</summary>
public sealed record Turn
{
    /// <summary>Who speaks.</summary>
    public required TurnRole Role { get; init; }

    /// <summary>What is said, control characters included.</summary>
    public required string Text { get; init; }

    /// <summary>True where the loss is taken, false where it is not; null leaves it to the role: assistant turns have loss.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Loss { get; init; }

    /// <summary>True where the model's context starts again with this turn, so that no turn before it (but the system prompt) was seen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StartsAfresh { get; init; }

    /// <summary>The tools called in this turn, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>The call that this turn answers, where <see cref="Role"/> is <see cref="TurnRole.Tool"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ToolCallId { get; init; }

    /// <summary>The reward of the step that this turn took, where the environment records one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Reward { get; init; }

    /// <summary>True where the loss is taken, the role's default applied.</summary>
    [JsonIgnore]
    public bool HasLoss => Loss ?? Role == TurnRole.Assistant;

    /// <summary>A turn of the system prompt.</summary>
    public static Turn System(string text) => new() { Role = TurnRole.System, Text = text };

    /// <summary>A turn of the environment or of a person.</summary>
    public static Turn User(string text) => new() { Role = TurnRole.User, Text = text };

    /// <summary>A turn of the model.</summary>
    public static Turn Assistant(string text, bool? loss = null) => new() { Role = TurnRole.Assistant, Text = text, Loss = loss };
}
