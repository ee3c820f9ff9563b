using AgentTuning.Environments;
using AgentTuning.Evaluation;

namespace AgentTuning.Tests.Evaluation;

public sealed class OverallScoreTests
{
    // The paper's own overall figures, two digits, in the order of its models.
    [Theory]
    [InlineData(EnvironmentKind.HeldIn, new[] { 1.59, 2.75, 0.19, 0.20, 0.27, 1.96, 2.11, 2.55 })]
    [InlineData(EnvironmentKind.HeldOut, new[] { 1.49, 2.13, 0.38, 0.49, 0.51, 0.67, 0.78, 1.40 })]
    [InlineData(EnvironmentKind.General, new[] { 1.15, 1.53, 0.63, 0.74, 0.95, 0.62, 0.69, 0.96 })]
    public void The_formula_reproduces_every_published_overall_score_within_the_rounding(EnvironmentKind kind, double[] published)
    {
        for (var model = 0; model < published.Length; model++)
        {
            var scores = PublishedScores.Benchmarks.ToDictionary(benchmark => benchmark.Benchmark, benchmark => benchmark.Scores[model]);

            var overall = OverallScore.Of(kind, scores)!;

            Assert.Empty(overall.Missing);
            Assert.Equal(published[model], overall.Value, 0.005);
        }
    }

    [Theory]
    [InlineData("alfworld", 20.4)]
    [InlineData("webshop", 27.78)]
    [InlineData("database", 11.92)]
    [InlineData("webarena", 2.76)]
    [InlineData("mt-bench", 7.338)]
    public void A_norm_is_the_unrounded_mean_of_the_five_reference_models(string benchmark, double norm)
    {
        Assert.Equal(norm, PublishedScores.Benchmarks.Single(published => published.Benchmark == benchmark).Norm, 1e-9);
    }

    [Fact]
    public void Benchmarks_that_were_not_measured_are_named_and_names_that_are_none_passed_over()
    {
        var overall = OverallScore.Of(EnvironmentKind.HeldIn, new Dictionary<string, double> { ["database"] = 23.84, ["chess"] = 50 })!;

        Assert.Equal(2.0, overall.Value, 1e-9);
        Assert.Equal(["alfworld", "webshop", "mind2web", "knowledge-graph", "os"], overall.Missing);
        Assert.Null(OverallScore.Of(EnvironmentKind.HeldOut, new Dictionary<string, double> { ["database"] = 23.84 }));
    }
}
