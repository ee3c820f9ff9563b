using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.Tests.AlfWorld.Snapping;

public sealed class ExactSumTests
{
    // Python: math.fsum(values)
    [Theory]
    [InlineData(new double[] { }, 0.0)]
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1.0)]
    [InlineData(new[] { 1e100, 1.0, -1e100 }, 1.0)]
    [InlineData(new[] { 1.0, 1e-16, 1e-16 }, 1.0000000000000002)]
    [InlineData(new[] { 1e16, 1.0, 1e-16 }, 10000000000000002.0)]
    [InlineData(new[] { -0.05753641449035618, -0.17328679513998632, -0.1013662770270411, -0.34657359027997264 }, -0.6787630769373563)]
    public void The_sum_is_rounded_once(double[] values, double sum)
    {
        Assert.Equal(sum, ExactSum.Of(values));
    }
}
