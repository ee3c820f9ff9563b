using AgentTuning.Environments.Database;

namespace AgentTuning.Environments.Tests.Database;

public sealed class DatabasePhrasesTests
{
    [Theory]
    [InlineData("other")]
    [InlineData("other-key")]
    [InlineData("other-list")]
    [InlineData("counting")]
    [InlineData("comparison")]
    [InlineData("comparison-higher")]
    [InlineData("ranking-first")]
    [InlineData("ranking-first-where")]
    [InlineData("sum")]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("avg")]
    [InlineData("insert-pairs")]
    [InlineData("insert-key")]
    [InlineData("update")]
    [InlineData("update-key")]
    public void Every_kind_of_question_has_at_least_six_wordings(string section)
    {
        Assert.True(DatabasePhrases.Questions[section].Distinct().Count() >= 6);
    }

    [Fact]
    public void A_filled_slot_is_not_filled_again()
    {
        var text = PhraseBook.Fill("{a} and {b}", name => name == "a" ? "{b}" : "x");

        Assert.Equal("{b} and x", text);
    }

    [Fact]
    public void An_unknown_section_is_named()
    {
        var fault = Assert.Throws<InvalidDataException>(() => DatabasePhrases.Questions["riddle"]);

        Assert.Equal("Phrasings.txt has no wording of section 'riddle' for Train.", fault.Message);
    }

    [Fact]
    public void No_wording_of_plain_text_or_thoughts_uses_the_reply_grammar()
    {
        var lines = DatabasePhrases.Prose.Sections.SelectMany(section => DatabasePhrases.Prose[section])
            .Concat(DatabasePhrases.Thoughts.Sections.SelectMany(section => DatabasePhrases.Thoughts[section]));

        Assert.DoesNotContain(lines, line => line.Contains("Action", StringComparison.Ordinal) || line.Contains("Final Answer", StringComparison.Ordinal));
    }
}
