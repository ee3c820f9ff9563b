using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Datasets;

/// <summary>Makes conversations from the wild fit for training, and counts what it did.</summary>
/// <remarks>One caller at a time.</remarks>
public sealed class ConversationCleanUp(CleanUpOptions options)
{
    readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often each step was needed, in turns; steps whose name begins with <c>conversations-</c> count conversations.</summary>
    public ImmutableSortedDictionary<string, int> Counts => _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The conversation made fit; null where nothing to learn is left.</summary>
    public Conversation? Clean(Conversation conversation)
    {
        var turns = conversation.Turns.ToList();
        if (options.DropsEmptyTurns)
            Count("empty-turns", turns.RemoveAll(turn => string.IsNullOrWhiteSpace(turn.Text) && turn.ToolCalls is null));
        if (options.DropsLeadingReplies)
            DropLeadingReplies(turns);
        if (!Alternate(turns))
            return Drop("conversations-out-of-turn");

        var last = turns.FindLastIndex(turn => turn.Role == TurnRole.Assistant);
        Count("turns-after-last-reply", turns.Count - (last + 1));
        turns.RemoveRange(last + 1, turns.Count - (last + 1));
        return turns.Exists(turn => turn.HasLoss)
            ? conversation with { Turns = turns }
            : Drop("conversations-without-reply");
    }

    void DropLeadingReplies(List<Turn> turns)
    {
        var first = turns.FindIndex(turn => turn.Role != TurnRole.System);
        if (first < 0)
            return;
        var length = turns.Skip(first).TakeWhile(turn => turn.Role == TurnRole.Assistant).Count();
        turns.RemoveRange(first, length);
        Count("leading-replies", length);
    }

    bool Alternate(List<Turn> turns)
    {
        for (var i = 1; i < turns.Count; i++)
        {
            if (turns[i].Role != turns[i - 1].Role || turns[i].Role == TurnRole.Tool)
                continue;
            switch (options.Alternation)
            {
                case Alternation.Cut:
                    Count("turns-cut", turns.Count - i);
                    turns.RemoveRange(i, turns.Count - i);
                    return true;
                case Alternation.Merge:
                    Count("turns-merged", 1);
                    turns[i - 1] = turns[i - 1] with { Text = $"{turns[i - 1].Text}\n\n{turns[i].Text}" };
                    turns.RemoveAt(i--);
                    break;
                case Alternation.Drop:
                    return false;
            }
        }

        return true;
    }

    Conversation? Drop(string reason)
    {
        Count(reason, 1);
        return null;
    }

    void Count(string step, int times)
    {
        if (times > 0)
            _counts[step] = _counts.GetValueOrDefault(step) + times;
    }
}
