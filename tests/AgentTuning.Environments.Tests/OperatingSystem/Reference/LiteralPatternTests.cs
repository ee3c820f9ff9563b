using AgentTuning.Environments.OperatingSystem.Reference;

namespace AgentTuning.Environments.Tests.OperatingSystem.Reference;

public sealed class LiteralPatternTests
{
    [Theory]
    [InlineData("17", "17")]
    [InlineData("^/home/a\\.txt$", "/home/a.txt")]
    [InlineData("yes|no", "yes")]
    [InlineData(".*succeed.*", "succeed")]
    [InlineData("\\s*log\\s*", "log")]
    [InlineData("files?", "file")]
    [InlineData("[0-9]+", null)]
    [InlineData("(a|b)c", null)]
    [InlineData("\\d", null)]
    [InlineData("", null)]
    public void A_pattern_that_is_nearly_a_text_gives_a_text_it_is_found_in(string pattern, string? text) =>
        Assert.Equal(text, LiteralPattern.Find(pattern));
}
