using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentTuning.Conversations;

/// <summary>A training example, as turns.</summary>
public sealed record Conversation
{
    /// <summary>Unique within a data set.</summary>
    public required string Id { get; init; }

    /// <summary>Where it comes from: an environment's name, or the name of a general source. Null where a foreign file does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>The tools that the model was offered, as JSON schemas in the form of OpenAI's <c>tools</c>; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>The turns, a system turn first where there is one.</summary>
    public required IReadOnlyList<Turn> Turns { get; init; }
}
