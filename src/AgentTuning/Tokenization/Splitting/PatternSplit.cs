using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.Splitting;

/// <summary>Cuts at the matches of a pattern.</summary>
/// <param name="pattern">What is looked for.</param>
/// <param name="behavior">What becomes of the matches.</param>
/// <param name="isInverted">True where what lies between the matches counts as the matches.</param>
sealed class PatternSplit(TextPattern pattern, SplitBehavior behavior, bool isInverted = false) : ISplitStep
{
    /// <inheritdoc/>
    public void Split(TextPiece piece, List<TextPiece> parts)
    {
        foreach (var (start, end) in Join(Stretches(piece.Span)))
        {
            if (end > start)
                parts.Add(piece.Slice(start, end - start));
        }
    }

    List<(int Start, int End, bool IsMatch)> Stretches(ReadOnlySpan<char> text)
    {
        var stretches = new List<(int Start, int End, bool IsMatch)>();
        var done = 0;
        foreach (var (start, length) in pattern.Matches(text))
        {
            if (start > done)
                stretches.Add((done, start, isInverted));
            stretches.Add((start, start + length, !isInverted));
            done = start + length;
        }

        if (done < text.Length)
            stretches.Add((done, text.Length, isInverted));
        return stretches;
    }

    IEnumerable<(int Start, int End)> Join(List<(int Start, int End, bool IsMatch)> stretches) => behavior switch
    {
        SplitBehavior.Removed => stretches.Where(stretch => !stretch.IsMatch).Select(stretch => (stretch.Start, stretch.End)),
        SplitBehavior.Isolated => stretches.Select(stretch => (stretch.Start, stretch.End)),
        SplitBehavior.Contiguous => JoinForwards(stretches, (before, now) => before == now),
        SplitBehavior.MergedWithPrevious => JoinForwards(stretches, (before, now) => now && !before),
        _ => JoinBackwards(stretches),
    };

    // A match joins what lies before it, unless that is a match as well.
    static List<(int Start, int End)> JoinForwards(List<(int Start, int End, bool IsMatch)> stretches, Func<bool, bool, bool> joins)
    {
        var pieces = new List<(int Start, int End)>();
        var before = false;
        foreach (var (start, end, isMatch) in stretches)
        {
            if (joins(before, isMatch) && pieces.Count > 0)
                pieces[^1] = (pieces[^1].Start, end);
            else
                pieces.Add((start, end));
            before = isMatch;
        }

        return pieces;
    }

    static List<(int Start, int End)> JoinBackwards(List<(int Start, int End, bool IsMatch)> stretches)
    {
        var pieces = new List<(int Start, int End)>();
        var behind = false;
        foreach (var (start, end, isMatch) in Enumerable.Reverse(stretches))
        {
            if (isMatch && !behind && pieces.Count > 0)
                pieces[^1] = (start, pieces[^1].End);
            else
                pieces.Add((start, end));
            behind = isMatch;
        }

        pieces.Reverse();
        return pieces;
    }
}
