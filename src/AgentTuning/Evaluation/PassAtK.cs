namespace AgentTuning.Evaluation;

/// <summary>How likely at least one of k attempts at a task succeeds.</summary>
/// <param name="K">Attempts.</param>
/// <param name="Score">The probability × 100, averaged as the score is.</param>
public sealed record PassAtK(int K, double Score)
{
    /// <summary>The unbiased estimate for one task: 1 − C(n − c, k) / C(n, k).</summary>
    /// <param name="attempts">n.</param>
    /// <param name="successes">c, at most n.</param>
    /// <param name="k">At most n.</param>
    internal static double Estimate(int attempts, int successes, int k)
    {
        if (attempts - successes < k)
            return 1;
        var allFail = 1.0;
        for (var i = attempts - successes + 1; i <= attempts; i++)
            allFail *= 1 - ((double)k / i);
        return 1 - allFail;
    }
}
