using AgentTuning.Environments.KnowledgeGraph;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

public sealed class AnswerScoresTests
{
    [Theory]
    [InlineData("a b", "a b", 1, true)]
    [InlineData("b a a", "a b", 1, true)]
    [InlineData("a", "a b", 2 / 3d, false)]
    [InlineData("a b c", "a", 0.5, false)]
    [InlineData("a c", "a b", 0.5, false)]
    [InlineData("c", "a b", 0, false)]
    [InlineData("", "a", 0, false)]
    [InlineData("A", "a", 0, false)]
    public void F1_compares_sets(string predicted, string gold, double f1, bool isExact)
    {
        var scores = AnswerScores.Of(Words(predicted), Words(gold));

        Assert.Equal(f1, scores.F1, 12);
        Assert.Equal(isExact, scores.IsExact);
    }

    static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
