using AgentTuning.Environments.General;

namespace AgentTuning.Environments.Tests.General;

public sealed class ReplyGraderTests
{
    static bool IsRight(GradingRule rule, string reply, params string[] expected) =>
        ReplyGrader.IsRight(new Exchange { Question = "Q?", Reply = "", Rule = rule, Expected = [.. expected] }, reply);

    [Theory]
    [InlineData("Ab c, d", true)]
    [InlineData("  Ab c, d\n", true)]
    [InlineData("\"Ab c, d\"", true)]
    [InlineData("```\nAb c, d\n```", true)]
    [InlineData("```text\nAb c, d\n```", true)]
    [InlineData("ab c, d", false)]
    [InlineData("Ab c,  d", false)]
    [InlineData("Here it is: Ab c, d", false)]
    [InlineData("", false)]
    [InlineData("```", false)]
    [InlineData("```\n```", false)]
    public void An_exact_reply_may_differ_in_outer_marks_only(string reply, bool isRight) =>
        Assert.Equal(isRight, IsRight(GradingRule.Exact, reply, "Ab c, d"));

    [Fact]
    public void An_exact_reply_may_have_other_line_ends() => Assert.True(IsRight(GradingRule.Exact, "a\r\nb", "a\nb"));

    [Theory]
    [InlineData("Porto", true)]
    [InlineData("porto.", true)]
    [InlineData("The answer is Porto.", true)]
    [InlineData("The answer is: \"Porto\"", true)]
    [InlineData("I think so.\nAnswer: **Porto**\nBye", true)]
    [InlineData("The answer is Lisbon. No, the answer is Porto.", true)]
    [InlineData("Porto or Lisbon", false)]
    [InlineData("It is Porto", false)]
    [InlineData("", false)]
    public void An_answer_is_what_follows_the_last_announcement_or_the_whole_reply(string reply, bool isRight) =>
        Assert.Equal(isRight, IsRight(GradingRule.Answer, reply, "Porto"));

    [Theory]
    [InlineData("12", true)]
    [InlineData("5 + 7 = 12. The answer is 12.", true)]
    [InlineData("7 + 5 is 12 apples", true)]
    [InlineData("The answer is 12 of 40.", true)]
    [InlineData("12.0", true)]
    [InlineData("12 or 13", false)]
    [InlineData("-12", false)]
    [InlineData("twelve", false)]
    [InlineData("99999999999999999999999999999999999999", false)]
    public void A_number_is_the_first_after_an_announcement_or_else_the_last(string reply, bool isRight) =>
        Assert.Equal(isRight, IsRight(GradingRule.Number, reply, "12"));

    [Fact]
    public void A_number_may_have_thousands_separators() => Assert.True(IsRight(GradingRule.Number, "That is 9,000.", "9000"));

    [Theory]
    [InlineData("B", true)]
    [InlineData("(B) Lena", true)]
    [InlineData("B) Lena", true)]
    [InlineData("The text says Lena. The answer is B.", true)]
    [InlineData("It must be B", true)]
    [InlineData("A or B", false)]
    [InlineData("b", false)]
    [InlineData("Bread", false)]
    [InlineData("", false)]
    public void A_choice_is_one_capital_letter(string reply, bool isRight) => Assert.Equal(isRight, IsRight(GradingRule.Choice, reply, "B"));

    [Theory]
    [InlineData("pears, plums, figs", true)]
    [InlineData("1. pears\n2. plums\n3. figs", true)]
    [InlineData("- Pears\n- plums\n- figs.", true)]
    [InlineData("pears; plums; and figs", true)]
    [InlineData("The answer is pears, plums, figs.", true)]
    [InlineData("plums, pears, figs", false)]
    [InlineData("pears, plums", false)]
    [InlineData("pears, plums, figs, figs", false)]
    public void A_list_has_the_items_in_their_order(string reply, bool isRight) =>
        Assert.Equal(isRight, IsRight(GradingRule.List, reply, "pears", "plums", "figs"));

    [Theory]
    [InlineData("Hello Anna, how are you?", true)]
    [InlineData("HI, ANNA", true)]
    [InlineData("Anna", false)]
    [InlineData("Hello Annabel", false)]
    [InlineData("Oh hi Hannah", false)]
    [InlineData("Q? Hello Anna", false)]
    public void Phrases_are_whole_words_and_the_question_may_not_be_echoed(string reply, bool isRight) =>
        Assert.Equal(isRight, IsRight(GradingRule.Contains, reply, "hello|hi", "Anna"));

    [Fact]
    public void A_very_long_hostile_reply_is_graded_at_once()
    {
        var hostile = string.Concat(Enumerable.Repeat("answer   1,1,1.A ", 50_000));

        Assert.All(Enum.GetValues<GradingRule>().Except([GradingRule.Any]), rule => Assert.False(IsRight(rule, hostile, "12")));
    }
}
