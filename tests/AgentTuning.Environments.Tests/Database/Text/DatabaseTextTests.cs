using AgentTuning.Environments.Database.Generation;
using AgentTuning.Environments.Database.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database.Text;

public sealed class DatabaseTextTests
{
    [Fact]
    public void The_same_seed_gives_the_same_text()
    {
        var first = new DatabaseText(4).Paragraphs().Take(200).ToList();

        Assert.Equal(first, new DatabaseText(4).Paragraphs().Take(200));
        Assert.NotEqual(first, new DatabaseText(5).Paragraphs().Take(200));
    }

    [Fact]
    public void No_paragraph_shows_the_reply_grammar_or_leaves_a_slot_open()
    {
        foreach (var paragraph in new DatabaseText(1).Paragraphs().Take(3000))
        {
            Assert.DoesNotContain("Action:", paragraph, StringComparison.Ordinal);
            Assert.DoesNotContain("Final Answer", paragraph, StringComparison.Ordinal);
            Assert.DoesNotContain("{", paragraph, StringComparison.Ordinal);
            Assert.InRange(paragraph.Length, 8, 1500);
        }
    }

    [Fact]
    public void No_paragraph_names_a_word_of_another_split()
    {
        var words = new[] { TaskSplit.Development, TaskSplit.Test }
            .SelectMany(split => TopicLibrary.Of(split).Lists is var lists ? lists["place"].Concat(lists["country"]) : [])
            .ToList();
        var text = string.Join('\n', new DatabaseText(1).Paragraphs().Take(2000));

        Assert.DoesNotContain(words, word => text.Contains($" {word} ", StringComparison.Ordinal) || text.Contains($"'{word}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_to_copy_alone_has_no_statement_that_reads()
    {
        var text = new DatabaseText(1, new DatabaseTextOptions { CopyShare = 1, ExerciseShare = 0 });

        Assert.DoesNotContain(text.Paragraphs().Take(500), paragraph => paragraph.Contains("SELECT ", StringComparison.Ordinal));
    }
}
