namespace AgentTuning.Evaluation;

/// <summary>The mean reward over tasks, each task weighing the same however often it was attempted, with its 95 % confidence interval.</summary>
/// <remarks>
/// Attempts at one task are alike, so the tasks are what is independent. Where every reward is 0 or 1 the interval is Wilson's, with the
/// effective number of observations taken from the variance between tasks (never fewer than the tasks, never more than the episodes);
/// it stays honest where all or none succeed. Otherwise it is Student's over the tasks' means, cut to 0 and 1.
/// </remarks>
sealed record MeanReward(double Mean, ConfidenceInterval Interval, int Tasks)
{
    /// <summary>The two-sided 95 % quantile of the normal distribution.</summary>
    const double Z = 1.959963984540054;

    /// <param name="rewardsByTask">For each task the rewards of its attempts, at least one; at least one task.</param>
    public static MeanReward Of(IReadOnlyList<IReadOnlyList<double>> rewardsByTask)
    {
        var means = rewardsByTask.Select(rewards => rewards.Average()).ToArray();
        var (n, mean) = (means.Length, means.Average());
        var variance = n < 2 ? 0 : means.Sum(value => (value - mean) * (value - mean)) / (n - 1);
        if (rewardsByTask.All(rewards => rewards.All(reward => reward is 0 or 1)))
        {
            var episodes = rewardsByTask.Sum(rewards => rewards.Count);
            var effective = variance > 0 ? Math.Clamp(mean * (1 - mean) * n / variance, n, episodes) : n;
            return new MeanReward(mean, Wilson(mean, effective), n);
        }

        if (n < 2)
            return new MeanReward(mean, new ConfidenceInterval(0, 1), n);
        var half = StudentQuantile(n - 1) * Math.Sqrt(variance / n);
        return new MeanReward(mean, new ConfidenceInterval(Math.Max(0, mean - half), Math.Min(1, mean + half)), n);
    }

    /// <summary>
    /// The mean over groups that weigh the same. Each group's distances to its bounds are added in quadrature (Zou and Donner's MOVER), which
    /// keeps the shape of the groups' own intervals.
    /// </summary>
    public static MeanReward OverGroups(IReadOnlyCollection<MeanReward> groups)
    {
        if (groups.Count == 1)
            return groups.Single();
        var mean = groups.Average(group => group.Mean);
        var below = Math.Sqrt(groups.Sum(group => Square(group.Mean - group.Interval.Low))) / groups.Count;
        var above = Math.Sqrt(groups.Sum(group => Square(group.Interval.High - group.Mean))) / groups.Count;
        return new MeanReward(mean, new ConfidenceInterval(Math.Max(0, mean - below), Math.Min(1, mean + above)), groups.Sum(group => group.Tasks));
    }

    /// <summary>
    /// The interval of the difference of two means over the same tasks, from their own intervals and the correlation between them
    /// (Newcombe's hybrid score interval for paired data).
    /// </summary>
    public static ConfidenceInterval Difference(MeanReward first, MeanReward second, double correlation)
    {
        var difference = second.Mean - first.Mean;
        var below = Spread(second.Mean - second.Interval.Low, first.Interval.High - first.Mean, correlation);
        var above = Spread(second.Interval.High - second.Mean, first.Mean - first.Interval.Low, correlation);
        return new ConfidenceInterval(Math.Max(-1, difference - below), Math.Min(1, difference + above));
    }

    /// <summary>The two-sided 95 % quantile of Student's distribution: exact for 1 and 2, Cornish and Fisher's expansion beyond (within 0.2 %).</summary>
    internal static double StudentQuantile(int degreesOfFreedom)
    {
        if (degreesOfFreedom == 1)
            return 12.706204736174698;
        if (degreesOfFreedom == 2)
            return 4.302652729749464;
        double v = degreesOfFreedom, z2 = Z * Z;
        var terms = new[]
        {
            Z,
            Z * (z2 + 1) / 4,
            Z * (((5 * z2) + 16) * z2 + 3) / 96,
            Z * ((((3 * z2) + 19) * z2 + 17) * z2 - 15) / 384,
            Z * (((((79 * z2) + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160,
        };
        return terms.Select((term, power) => term / Math.Pow(v, power)).Sum();
    }

    static ConfidenceInterval Wilson(double share, double n)
    {
        var centre = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        return new ConfidenceInterval(share <= 0 ? 0 : Math.Max(0, centre - half), share >= 1 ? 1 : Math.Min(1, centre + half));
    }

    static double Spread(double own, double other, double correlation) =>
        Math.Sqrt(Math.Max(0, (own * own) - (2 * correlation * own * other) + (other * other)));

    static double Square(double value) => value * value;
}
