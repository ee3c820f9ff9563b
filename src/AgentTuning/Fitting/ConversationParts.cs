using AgentTuning.Conversations;

namespace AgentTuning.Fitting;

/// <summary>Cuts a conversation that is too long into several that fit, at turns.</summary>
/// <remarks>
/// <para>A cut falls behind a reply of the model. Each part holds as many whole turns as fit, up to and with a reply that has loss. What
/// follows the last such reply is left out.</para>
/// <para>Every part begins with the system turn where there is one. Where the turn behind the cut is the user's, the part goes on with it.
/// Where it is not (the result of a tool, or a second reply), the part goes on with the first user turn, which templates ask for, and
/// repeats the reply before the cut without loss, so that a result still follows its call. Every reply keeps its loss in one part only.</para>
/// <para>Where not even the turns up to the next reply fit, those turns are left out, and the next part begins behind them.</para>
/// </remarks>
public static class ConversationParts
{
    /// <summary>The parts in their order; those without loss are left out.</summary>
    /// <param name="conversation">Stays as it is. Parts are called by its id and <c>#1</c>, <c>#2</c>, …</param>
    /// <param name="fits">True where a conversation is short enough; false for every longer one with the same beginning.</param>
    public static IReadOnlyList<Conversation> Split(Conversation conversation, Func<Conversation, bool> fits)
    {
        var turns = conversation.Turns;
        var cuts = Enumerable.Range(0, turns.Count).Where(i => turns[i].Role == TurnRole.Assistant).Select(i => i + 1).ToArray();
        var parts = new List<Conversation>();
        var start = turns is [{ Role: TurnRole.System }, ..] ? 1 : 0;
        for (var next = 0; next < cuts.Length;)
        {
            var end = LastThatFits(conversation, start, cuts, next, fits);
            if (end < 0)
            {
                start = cuts[next++];
                continue;
            }

            var last = LastWithLoss(turns, start, cuts[end]);
            if (last > start)
                parts.Add(Part(conversation, start, last) with { Id = $"{conversation.Id}#{parts.Count + 1}" });
            start = cuts[end];
            next = end + 1;
        }

        return parts;
    }

    // The furthest cut up to which a part that begins at a turn fits; -1 where the nearest does not.
    static int LastThatFits(Conversation conversation, int start, int[] cuts, int next, Func<Conversation, bool> fits)
    {
        var (low, high) = (next - 1, cuts.Length - 1);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (fits(Part(conversation, start, cuts[middle])))
                low = middle;
            else
                high = middle - 1;
        }

        return low < next ? -1 : low;
    }

    static int LastWithLoss(IReadOnlyList<Turn> turns, int start, int end)
    {
        while (end > start && !turns[end - 1].HasLoss)
            end--;
        return end;
    }

    static Conversation Part(Conversation conversation, int start, int end)
    {
        var turns = conversation.Turns;
        var first = turns is [{ Role: TurnRole.System }, ..] ? 1 : 0;
        return conversation with { Turns = [.. turns.Take(first), .. Opening(turns, first, start), .. turns.Skip(start).Take(end - start)] };
    }

    static IEnumerable<Turn> Opening(IReadOnlyList<Turn> turns, int first, int start)
    {
        if (start == first || turns[start].Role == TurnRole.User)
            return [];
        var user = turns.Take(start).FirstOrDefault(turn => turn.Role == TurnRole.User);
        var reply = turns[start - 1] with { Loss = false };
        return user is null ? [reply] : [user, reply];
    }
}
