using AgentTuning.Environments.WebShop.Text;

namespace AgentTuning.Environments.Tests.WebShop.Text;

public sealed class ShopTextTests
{
    [Fact]
    public void Paragraphs_are_plain_text_and_the_same_for_the_same_seed()
    {
        var paragraphs = new ShopText(5).Paragraphs().Take(500).ToArray();

        Assert.Equal(paragraphs, new ShopText(5).Paragraphs().Take(500));
        Assert.True(paragraphs.Distinct(StringComparer.Ordinal).Count() > 490);
        Assert.All(paragraphs, paragraph => Assert.DoesNotContain("Action:", paragraph, StringComparison.Ordinal));
        Assert.All(paragraphs, paragraph => Assert.DoesNotContain("[SEP]", paragraph, StringComparison.Ordinal));
    }
}
