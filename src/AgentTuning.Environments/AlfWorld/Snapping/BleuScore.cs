namespace AgentTuning.Environments.AlfWorld.Snapping;

/// <summary>
/// BLEU-4 of one sentence against one reference, with equal weights and smoothing method 4 of Chen and Cherry (2014), as NLTK's
/// <c>sentence_bleu</c> computes it.
/// </summary>
static class BleuScore
{
    const int Orders = 4;
    const double SmoothingConstant = 5;

    /// <summary>From 0 to 1; 0 where no word agrees.</summary>
    /// <param name="reference">The words of the reference, numbered.</param>
    /// <param name="hypothesis">The words of the sentence, numbered alike.</param>
    public static double Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        Span<double> terms = stackalloc double[Orders];
        var count = 0;
        var missing = 1;
        for (var order = 1; order <= Orders; order++)
        {
            var matches = ClippedMatches(reference, hypothesis, order);
            if (order == 1 && matches == 0)
                return 0;
            var total = Math.Max(1, hypothesis.Length - order + 1);
            var precision = (double)matches / total;
            if (matches == 0 && hypothesis.Length > 1)
                precision = 1 / (Math.Pow(2, missing++) * SmoothingConstant / Math.Log(hypothesis.Length)) / total;
            if (precision > 0)
                terms[count++] = 1.0 / Orders * Math.Log(precision);
        }

        return BrevityPenalty(reference.Length, hypothesis.Length) * Math.Exp(ExactSum.Of(terms[..count]));
    }

    /// <summary>No sentence of so many words scores above a limit against references of so many words.</summary>
    public static bool IsHopeless(int longestReference, int hypothesis, double limit)
    {
        // The score is at most its largest precision, matched or smoothed.
        var total = hypothesis - Orders + 1;
        return total > 0 && Math.Max(longestReference, Math.Log(hypothesis) / (2 * SmoothingConstant)) / total <= limit;
    }

    static double BrevityPenalty(int reference, int hypothesis) => hypothesis > reference ? 1 : Math.Exp(1 - (double)reference / hypothesis);

    // Each sequence of the sentence counts at most as often as the reference has it.
    static int ClippedMatches(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, int order)
    {
        var matches = 0;
        for (var at = 0; at + order <= reference.Length; at++)
        {
            var sequence = reference.Slice(at, order);
            if (Count(reference[..(at + order - 1)], sequence) == 0) // its first place speaks for all
                matches += Math.Min(Count(reference, sequence), Count(hypothesis, sequence));
        }

        return matches;
    }

    static int Count(ReadOnlySpan<int> words, ReadOnlySpan<int> sequence)
    {
        var count = 0;
        for (var at = 0; at + sequence.Length <= words.Length; at++)
            if (words.Slice(at, sequence.Length).SequenceEqual(sequence))
                count++;
        return count;
    }
}
