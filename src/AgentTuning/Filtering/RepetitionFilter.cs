using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Conversations;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Drops episodes that go round in circles: the same reply, action, or cycle of actions again and again.</summary>
/// <remarks>Where the context starts afresh the count does too, since the same words then answer another question.</remarks>
public sealed class RepetitionFilter(RepetitionOptions options) : ITrajectoryFilter
{
    /// <inheritdoc/>
    public string Name => "repetition";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings => ImmutableSortedDictionary<string, string>.Empty
        .Add("cyclesInARow", options.CyclesInARow.ToString(CultureInfo.InvariantCulture))
        .Add("longestCycle", options.LongestCycle.ToString(CultureInfo.InvariantCulture))
        .Add("sameInARow", options.SameInARow.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public FilterVerdict Judge(Trajectory trajectory)
    {
        foreach (var replies in Contexts(trajectory.Turns))
        {
            if (Repeats([.. replies.Select(reply => reply.Text.Trim())], 1, options.SameInARow))
                return FilterVerdict.Drop("same-reply", $"the same reply {options.SameInARow} times in a row");

            string[] actions = [.. replies.Select(ReplyAction.Of)];
            if (Repeats(actions, 1, options.SameInARow))
                return FilterVerdict.Drop("same-action", $"the same action {options.SameInARow} times in a row");
            for (var length = 2; length <= options.LongestCycle; length++)
                if (Repeats(actions, length, options.CyclesInARow))
                    return FilterVerdict.Drop("action-cycle", $"the same {length} actions {options.CyclesInARow} times in a row");
        }

        return FilterVerdict.Keep;
    }

    static IEnumerable<IReadOnlyList<Turn>> Contexts(IEnumerable<Turn> turns)
    {
        var replies = new List<Turn>();
        foreach (var turn in turns)
        {
            if (turn.StartsAfresh)
            {
                yield return replies;
                replies = [];
            }

            if (turn is { Role: TurnRole.Assistant, HasLoss: true })
                replies.Add(turn);
        }

        yield return replies;
    }

    // True where some stretch of (times * length) elements is periodic with the given length.
    static bool Repeats(string[] elements, int length, int times)
    {
        var equal = 0;
        for (var i = length; i < elements.Length; i++)
        {
            equal = string.Equals(elements[i], elements[i - length], StringComparison.Ordinal) ? equal + 1 : 0;
            if (equal >= (times - 1) * length)
                return true;
        }

        return false;
    }
}
