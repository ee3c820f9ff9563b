using AgentTuning.Environments.AlfWorld.Text;

namespace AgentTuning.Environments.Tests.AlfWorld.Text;

public sealed class AlfWorldTextTests
{
    [Fact]
    public void Paragraphs_are_plain_and_follow_from_the_seed()
    {
        var paragraphs = new AlfWorldText(1).Paragraphs().Take(2_000).ToList();

        Assert.Equal(paragraphs, new AlfWorldText(1).Paragraphs().Take(2_000));
        Assert.NotEqual(paragraphs, new AlfWorldText(2).Paragraphs().Take(2_000));
        Assert.InRange(paragraphs.Distinct(StringComparer.Ordinal).Count(), 1_500, 2_000);
        Assert.DoesNotContain(paragraphs, text => text.Contains("ACTION:", StringComparison.Ordinal) || text.Contains("Your task is to", StringComparison.Ordinal) || text.Contains('{'));
    }
}
