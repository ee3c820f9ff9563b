using AgentTuning.Environments.OperatingSystem.Judging;

namespace AgentTuning.Environments.Tests.OperatingSystem.Judging;

public sealed class PythonPatternTests
{
    [Theory]
    [InlineData("^7$", "7", true)]
    [InlineData("7", "a7b", true)]
    [InlineData("^7$", "77", false)]
    [InlineData("^7$", "7\n", true)]
    [InlineData(@"7\Z", "7\n", false)]
    [InlineData(@"\\Z", @"a\Z", true)]
    [InlineData(@"(?P<a>\w)(?P=a)", "xyy", true)]
    [InlineData(@"(?P<a>\w)(?P=a)", "xyz", false)]
    [InlineData("(?i)ok", "OK", true)]
    public void A_pattern_is_searched_as_Python_does(string pattern, string text, bool isFound) => Assert.Equal(isFound, PythonPattern.IsFound(pattern, text));

    [Fact]
    public void A_malformed_pattern_is_refused() => Assert.Throws<InvalidDataException>(() => PythonPattern.IsFound("(", "x"));

    [Fact]
    public void An_answer_that_would_be_searched_for_ever_is_wrong() => Assert.False(PythonPattern.IsFound("^(a+)+$", new string('a', 40) + "b"));
}
