using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Environments;

/// <summary>What the environment says: turns that follow those before, or a conversation that starts afresh.</summary>
public sealed record Observation
{
    /// <summary>
    /// The turns to add; the last one is not the assistant's. Canned assistant turns carry <c>Loss = false</c>. A system turn that begins the first observation
    /// takes the place of the environment's system prompt.
    /// </summary>
    public required ImmutableArray<Turn> Turns { get; init; }

    /// <summary>True where the agent sees these turns only, and none of those before.</summary>
    public bool StartsAfresh { get; init; }

    /// <summary>The tools that the agent is offered from now on, in the form of OpenAI's <c>tools</c>; null leaves them as they are, which at first is none.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>An observation of one user turn.</summary>
    public static Observation FromText(string text) => new() { Turns = [Turn.User(text)] };
}
