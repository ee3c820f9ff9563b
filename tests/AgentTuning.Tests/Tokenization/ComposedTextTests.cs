using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class ComposedTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("cafe\u0301 e\u0323\u0302", "caf\u00E9 \u1EC7")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uFB01", "\uFB01")]
    public void Letters_and_marks_are_put_together(string text, string expected) => Assert.Equal(expected, ComposedText.Of(text));
}
