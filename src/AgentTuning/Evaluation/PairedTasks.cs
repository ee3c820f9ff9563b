namespace AgentTuning.Evaluation;

/// <summary>Compares two cells on the tasks that both have.</summary>
static class PairedTasks
{
    const double Percent = 100;
    const double Tolerance = 1e-9;

    /// <summary>The comparison; null where there is no task that both have a reward on.</summary>
    public static ScoreComparison? Compare(ScoreTally baseline, ScoreTally agent)
    {
        var (first, second) = (baseline.Tasks, agent.Tasks);
        string[] common = [.. first.Keys.Where(second.ContainsKey).Order(StringComparer.Ordinal)];
        if (common.Length == 0)
            return null;

        var before = baseline.Score([.. common.Select(id => first[id])]);
        var after = agent.Score([.. common.Select(id => second[id])]);
        double[] differences = [.. common.Select(id => second[id].Mean - first[id].Mean)];
        var (wins, losses) = (differences.Count(value => value > Tolerance), differences.Count(value => value < -Tolerance));
        var correlation = Correlation([.. common.Select(id => (baseline.GroupOf(first[id]), first[id].Mean, second[id].Mean))]);
        return new ScoreComparison
        {
            Environment = agent.Environment,
            Split = agent.Split,
            Baseline = baseline.Agent,
            Agent = agent.Agent,
            Tasks = common.Length,
            OnlyBaseline = first.Count - common.Length,
            OnlyAgent = second.Count - common.Length,
            BaselineScore = before.Mean * Percent,
            AgentScore = after.Mean * Percent,
            Difference = (after.Mean - before.Mean) * Percent,
            Interval = MeanReward.Difference(before, after, correlation).Times(Percent),
            Wins = wins,
            Losses = losses,
            Ties = common.Length - wins - losses,
            SignTest = SignTest(wins, losses),
        };
    }

    /// <summary>The two-sided probability of a split at least as uneven under a fair coin.</summary>
    internal static double SignTest(int wins, int losses)
    {
        var (n, fewer) = (wins + losses, Math.Min(wins, losses));
        var logTerm = -n * Math.Log(2);
        var sum = 0.0;
        for (var i = 0; i <= fewer; i++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log(n - i) - Math.Log(i + 1);
        }

        return Math.Min(1, 2 * sum);
    }

    // Pearson's, around the means of each score group; 0 where one side does not vary.
    static double Correlation(IReadOnlyList<(string Group, double X, double Y)> pairs)
    {
        double xy = 0, xx = 0, yy = 0;
        foreach (var group in pairs.GroupBy(pair => pair.Group, StringComparer.Ordinal))
        {
            var (x, y) = (group.Average(pair => pair.X), group.Average(pair => pair.Y));
            xy += group.Sum(pair => (pair.X - x) * (pair.Y - y));
            xx += group.Sum(pair => (pair.X - x) * (pair.X - x));
            yy += group.Sum(pair => (pair.Y - y) * (pair.Y - y));
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }
}
