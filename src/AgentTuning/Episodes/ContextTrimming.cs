using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Conversations;

namespace AgentTuning.Episodes;

/// <summary>The paper's rule for conversations that grow too long: the first turn and the newest ones stay, those between are left out.</summary>
/// <remarks>
/// The length of a text is counted in segments: a run of letters costs 1 per started 7 letters, any other character except space and
/// line feed costs 1. Starting with the cost of the first turn, turns are kept from the newest backwards while the sum stays below the
/// budget; an oldest kept turn of the user is left out too, so that the kept part begins with the agent; and the first turn is told how many were left out.
/// </remarks>
public static class ContextTrimming
{
    const int LettersPerSegment = 7;

    /// <summary>The budget of the paper's harness, in segments.</summary>
    public const int PaperBudget = 3500;

    /// <summary>The turns that the rule keeps, and how many it leaves out.</summary>
    /// <param name="turns">The conversation without its system prompt.</param>
    /// <param name="budget">In segments.</param>
    public static (ImmutableArray<Turn> Turns, int Omitted) Trim(IReadOnlyList<Turn> turns, int budget = PaperBudget)
    {
        if (turns.Count == 0)
            return ([], 0);

        var sum = CountSegments(turns[0].Text);
        var oldest = turns.Count;
        while (oldest > 1 && (sum += CountSegments(turns[oldest - 1].Text)) < budget)
            oldest--;
        if (oldest < turns.Count && turns[oldest].Role == TurnRole.User)
            oldest++;

        var omitted = oldest - 1;
        if (omitted == 0)
            return ([.. turns], 0);
        var notice = string.Create(CultureInfo.InvariantCulture, $"\n\n[NOTICE] {omitted} messages are omitted.");
        return ([turns[0] with { Text = turns[0].Text + notice }, .. turns.Skip(oldest)], omitted);
    }

    /// <summary>The length of a text in segments.</summary>
    public static int CountSegments(string text)
    {
        var segments = 0;
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                if (letters++ % LettersPerSegment == 0)
                    segments++;
                continue;
            }

            letters = 0;
            if (rune.Value is not (' ' or '\n'))
                segments++;
        }

        return segments;
    }
}
