using AgentTuning.Environments.Database;
using AgentTuning.Environments.Database.Grading;

namespace AgentTuning.Environments.Tests.Database.Grading;

public sealed class AnswerGradingTests
{
    [Theory]
    [InlineData(" [\"3\"]", "3", true)]
    [InlineData(" [3]", "3.0", true)]
    [InlineData(" 3", "3", true)] // no list: the raw text, which float() strips
    [InlineData(" Ada", "Ada", false)] // the raw text keeps its space
    [InlineData("Ada", "Ada", true)]
    [InlineData(" \"Ada\"", "Ada", false)] // a string falls into its characters
    [InlineData(" \"A\"", "A", true)]
    [InlineData(" (\"Ada\",)", "Ada", true)]
    [InlineData(" {\"Ada\": 1}", "Ada", true)]
    [InlineData(" [\"none\"]", "none", true)]
    [InlineData(" [\"NONE\"]", "none", false)]
    [InlineData(" [\"1,000\"]", "1000", false)]
    [InlineData(" [\"nan\"]", "nan", false)] // float('nan') is not itself
    [InlineData(" [True]", "1", true)]
    [InlineData(" [1_000]", "1000", true)]
    [InlineData("", "x", false)]
    [InlineData(" __import__('os').system('true')", "x", false)]
    public void One_gold_answer_is_compared_as_the_original_compares_it(string answer, string label, bool isRight)
    {
        Assert.Equal(isRight, AnswerGrading.IsRight(answer, [label], GradingProfile.Paper));
    }

    [Theory]
    [InlineData(" [\"b\", \"a\"]", true)]
    [InlineData(" [\"a\", \"b\", \"a\"]", true)]
    [InlineData(" \"a\", \"b\"", true)]
    [InlineData(" \"ab\"", true)]
    [InlineData(" [\"a\"]", false)]
    [InlineData(" [[\"a\"], \"b\"]", false)]
    public void Several_gold_answers_are_a_set(string answer, bool isRight)
    {
        Assert.Equal(isRight, AnswerGrading.IsRight(answer, ["a", "b"], GradingProfile.Paper));
    }

    [Fact]
    public void Types_matter_within_a_set_but_numbers_are_equal_by_value()
    {
        Assert.False(AnswerGrading.IsRight(" [28, 29]", ["28", "29"], GradingProfile.Paper));
        Assert.True(AnswerGrading.IsRight(" [1, 2.0]", [1.0, 2L], GradingProfile.Paper));
    }

    [Theory]
    [InlineData(" [\"12,345%\"]", "12345", true)]
    [InlineData(" [3.141]", "3.14", true)]
    [InlineData(" [3.16]", "3.14", false)]
    [InlineData(" [None]", "0", true)]
    [InlineData(" Ada", "Ada", true)]
    [InlineData(" [(\"Ada\",)]", "Ada", true)]
    public void The_corrected_rules_clean_answers(string answer, string label, bool isRight)
    {
        Assert.Equal(isRight, AnswerGrading.IsRight(answer, [label], GradingProfile.Corrected));
    }
}
