using AgentTuning.Evaluation;

namespace AgentTuning.Tests.Evaluation;

/// <summary>Expected bounds are from the formulas in Python 3 (math.sqrt) and agree with published tables where there are some.</summary>
public sealed class MeanRewardTests
{
    [Theory]
    [InlineData(8, 10, 0.490162, 0.943318)]
    [InlineData(60, 60, 0.939828, 1)]
    [InlineData(0, 20, 0, 0.161125)]
    public void Rewards_of_0_and_1_have_Wilsons_interval(int successes, int tasks, double low, double high)
    {
        var mean = MeanReward.Of(Binary(successes, tasks));

        Assert.Equal((double)successes / tasks, mean.Mean, 1e-12);
        Assert.Equal(low, mean.Interval.Low, 1e-6);
        Assert.Equal(high, mean.Interval.High, 1e-6);
    }

    [Fact]
    public void Several_attempts_at_a_task_do_not_count_as_several_tasks()
    {
        var mean = MeanReward.Of([[1, 1], [0, 0], [1, 0], [1, 1]]);

        Assert.Equal((0.625, 4), (mean.Mean, mean.Tasks));
        Assert.Equal(0.222169, mean.Interval.Low, 1e-6);
        Assert.Equal(0.906762, mean.Interval.High, 1e-6);
    }

    [Fact]
    public void Tasks_weigh_the_same_however_often_they_were_attempted()
    {
        Assert.Equal(0.5, MeanReward.Of([[1, 1, 1, 1], [0]]).Mean);
    }

    [Fact]
    public void Fractional_rewards_have_Students_interval_cut_to_0_and_1()
    {
        var mean = MeanReward.Of([[0.5], [0.7], [0.9]]);

        Assert.Equal(0.203172, mean.Interval.Low, 1e-6);
        Assert.Equal(1, mean.Interval.High);
        Assert.Equal(new ConfidenceInterval(0, 1), MeanReward.Of([[0.5]]).Interval);
    }

    [Theory]
    [InlineData(1, 12.706205)]
    [InlineData(2, 4.302653)]
    [InlineData(3, 3.182446)]
    [InlineData(10, 2.228139)]
    [InlineData(30, 2.042272)]
    [InlineData(1000, 1.962339)]
    public void Students_quantile_agrees_with_the_tables_within_two_parts_in_a_thousand(int degreesOfFreedom, double expected)
    {
        Assert.Equal(expected, MeanReward.StudentQuantile(degreesOfFreedom), expected * 0.002);
    }

    [Fact]
    public void Groups_weigh_the_same_and_their_intervals_are_combined()
    {
        var mean = MeanReward.OverGroups([MeanReward.Of(Binary(8, 10)), MeanReward.Of(Binary(5, 10)), MeanReward.Of(Binary(10, 10))]);

        Assert.Equal(0.766667, mean.Mean, 1e-6);
        Assert.Equal(0.602551, mean.Interval.Low, 1e-6);
        Assert.Equal(0.866624, mean.Interval.High, 1e-6);
        Assert.Equal(30, mean.Tasks);
    }

    [Fact]
    public void A_paired_difference_uses_both_intervals_and_the_correlation()
    {
        var interval = MeanReward.Difference(MeanReward.Of(Binary(2, 10)), MeanReward.Of(Binary(8, 10)), 0.25);

        Assert.Equal(0.220528, interval.Low, 1e-6);
        Assert.Equal(0.775528, interval.High, 1e-6);
    }

    [Theory]
    [InlineData(4, 1, 1, 0.25)]
    [InlineData(4, 1, 2, 0.5)]
    [InlineData(4, 0, 4, 0)]
    [InlineData(4, 2, 3, 1)]
    [InlineData(10, 3, 5, 0.9166666666666667)]
    public void Pass_at_k_is_the_unbiased_estimate(int attempts, int successes, int k, double expected)
    {
        Assert.Equal(expected, PassAtK.Estimate(attempts, successes, k), 1e-12);
    }

    [Theory]
    [InlineData(8, 2, 0.109375)]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(2000, 1, 0)]
    public void The_sign_test_is_exact_and_two_sided(int wins, int losses, double expected)
    {
        Assert.Equal(expected, PairedTasks.SignTest(wins, losses), 1e-9);
    }

    static IReadOnlyList<double>[] Binary(int successes, int tasks) => [.. Enumerable.Range(0, tasks).Select(i => (double[])[i < successes ? 1 : 0])];
}
