namespace AgentTuning.Conversations;

/// <summary>Makes of an episode's turns what the model saw: one conversation for each time its context started afresh.</summary>
public static class ConversationSplitter
{
    /// <summary>Splits before every turn that starts afresh; each part is led by the system turn, unless it brings its own.</summary>
    /// <param name="id">The id of the only part; of several, the id followed by <c>@0</c>, <c>@1</c>, …</param>
    /// <param name="source">The source of all parts, or null.</param>
    /// <param name="turns">The turns of an episode, which stay as they are.</param>
    public static IReadOnlyList<Conversation> Split(string id, string? source, IReadOnlyList<Turn> turns)
    {
        var parts = new List<List<Turn>>();
        var system = turns.Count > 0 && turns[0].Role == TurnRole.System ? turns[0] : null;
        foreach (var turn in turns)
        {
            // A context of the system turn alone has not begun.
            var isFresh = turn.StartsAfresh && parts.Count > 0 && parts[^1].Exists(seen => seen.Role != TurnRole.System);
            if (parts.Count == 0 || isFresh)
                parts.Add(system is null || turn.Role == TurnRole.System ? [] : [system]);
            parts[^1].Add(turn);
        }

        return [.. parts.Select((part, index) => new Conversation
        {
            Id = parts.Count == 1 ? id : $"{id}@{index}",
            Source = source,
            Turns = part,
        })];
    }
}
