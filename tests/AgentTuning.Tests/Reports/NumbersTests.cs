using AgentTuning.Reports;

namespace AgentTuning.Tests.Reports;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(4.24, "4.2 s")]
    [InlineData(207.3, "3 min 27 s")]
    [InlineData(7500, "2 h 5 min")]
    public void Durations_have_two_units_at_most(double seconds, string expected) =>
        Assert.Equal(expected, Numbers.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.035, "+3.5")]
    [InlineData(-0.01, "−1.0")]
    [InlineData(0, "±0.0")]
    public void Differences_have_a_sign(double share, string expected) => Assert.Equal(expected, Numbers.Difference(share));

    [Fact]
    public void Counts_agree_with_their_noun()
    {
        Assert.Equal("1 task", Numbers.Count(1, "task"));
        Assert.Equal("12,345 tasks", Numbers.Count(12_345, "task"));
    }
}
