using AgentTuning.Environments.OperatingSystem.Shell;

namespace AgentTuning.Environments.Tests.OperatingSystem.Shell;

public sealed class EscapeCodesTests
{
    [Theory]
    [InlineData("4\r\n\e]0;root@f4b2b402322a: /\aroot@f4b2b402322a:/# \e[K", "4\r\n")]
    [InlineData("\e[?2004h\e]0;root@x: /\aroot@x:/# ", "")]
    [InlineData("\e[01;31m\e[Kroot\e[m\e[K 1\a", "root 1")]
    [InlineData("\e]0;title\atext", "text")]
    [InlineData("plain @ # text", "plain @ # text")]
    public void Codes_and_prompts_are_taken_out(string output, string text) => Assert.Equal(text, EscapeCodes.Strip(output));

    [Fact]
    public void Hostile_output_takes_no_longer_than_other() =>
        Assert.Equal(3 * 100_000, EscapeCodes.Strip(string.Concat(Enumerable.Repeat("\e@a", 100_000))).Length);
}
