using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Environments.OperatingSystem.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem.Text;

public sealed class OperatingSystemTextTests
{
    [Fact]
    public void The_same_seed_gives_the_same_text()
    {
        var first = new OperatingSystemText(4).Paragraphs().Take(200).ToList();

        Assert.Equal(first, new OperatingSystemText(4).Paragraphs().Take(200));
        Assert.NotEqual(first, new OperatingSystemText(5).Paragraphs().Take(200));
    }

    [Fact]
    public void No_paragraph_shows_the_reply_grammar_or_leaves_a_slot_open()
    {
        foreach (var paragraph in new OperatingSystemText(1).Paragraphs().Take(3000))
        {
            Assert.DoesNotContain("Act:", paragraph, StringComparison.Ordinal);
            Assert.DoesNotContain("Think:", paragraph, StringComparison.Ordinal);
            Assert.DoesNotContain("The output of the OS", paragraph, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<!\$)\{[a-z]+\}", paragraph);
            Assert.InRange(paragraph.Length, 8, 1500);
        }
    }

    [Fact]
    public void No_paragraph_names_a_word_of_another_split()
    {
        string[] lists = ["noun", "folder", "person", "team", "service", "key", "status", "product"];
        var words = new[] { TaskSplit.Development, TaskSplit.Test }.SelectMany(split => lists.SelectMany(list => WordLists.Of(split, list))).ToHashSet(StringComparer.Ordinal);
        var used = new OperatingSystemText(1).Paragraphs().Take(2000)
            .SelectMany(paragraph => paragraph.Split([' ', '/', '.', ',', '\'', '"', '=', '\n', ':'], StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);

        // Words that the wordings themselves use.
        Assert.Empty(used.Intersect(words).Except(["interval", "depth", "returned"]));
    }

    [Fact]
    public void Text_to_copy_alone_has_no_exercise()
    {
        var text = new OperatingSystemText(1, new OperatingSystemTextOptions { CopyShare = 1, ExerciseShare = 0 });

        Assert.DoesNotContain(text.Paragraphs().Take(500), paragraph => paragraph.Contains("Exercise.", StringComparison.Ordinal) || paragraph.Contains('?', StringComparison.Ordinal));
    }
}
