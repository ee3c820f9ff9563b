using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Scoring;

/// <summary>Expected values are those of thefuzz 0.19 without python-Levenshtein.</summary>
public sealed class TokenSetRatioTests
{
    [Theory]
    [InlineData("essential oil", "essential oils", 96)]
    [InlineData("machine wash", "machine washable", 86)]
    [InlineData("long lasting", "long last", 86)]
    [InlineData("z2-pink", "pink", 100)]
    [InlineData("gluten free", "sugar free", 57)]
    [InlineData("water proof", "waterproof", 48)]
    [InlineData("easy clean", "easy to clean", 100)]
    [InlineData("rl56 | 60 silver mist", "3t280", 8)]
    [InlineData("large", "('size', 'x-large')", 100)]
    [InlineData("3x-large", "('size', 'x-large')", 77)]
    [InlineData("", "a", 0)]
    [InlineData("!!!", "!!!", 0)]
    [InlineData("é", "é", 0)]
    [InlineData("café au lait", "caf au lait", 100)]
    public void Words_are_compared_as_sets(string one, string other, int expected) => Assert.Equal(expected, TokenSetRatio.Compare(one, other));

    [Fact]
    public void Frequent_characters_begin_no_block_in_long_texts()
    {
        var one = string.Concat(Enumerable.Repeat("ab", 60));
        var other = string.Concat(Enumerable.Repeat("ba", 120));

        Assert.Equal(0, TokenSetRatio.Compare(one, other));
        Assert.Equal(67, TokenSetRatio.Compare(other, one));
    }
}
