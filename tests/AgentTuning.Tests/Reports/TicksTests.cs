using AgentTuning.Reports;

namespace AgentTuning.Tests.Reports;

public sealed class TicksTests
{
    [Theory]
    [InlineData(6.1, 5, new[] { 0.0, 2, 4, 6, 8 })]
    [InlineData(1.0, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(1200, 6, new[] { 0.0, 200, 400, 600, 800, 1000, 1200 })]
    [InlineData(0, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(double.NaN, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(double.PositiveInfinity, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    public void Ticks_are_round_numbers_that_reach_the_largest_value(double most, int wanted, double[] expected)
    {
        var ticks = Ticks.UpTo(most, wanted);

        Assert.Equal(expected.Length, ticks.Length);
        Assert.All(expected.Zip(ticks), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-9));
    }
}
