using AgentTuning.Environments.OperatingSystem.Reference;

namespace AgentTuning.Environments.Tests.OperatingSystem.Reference;

public sealed class ShellOutputTests
{
    [Theory]
    [InlineData("The output of the OS:\n\n4\r\n\e]0;root@f4b2b402322a: /\aroot@f4b2b402322a:/# \e[K", "4")]
    [InlineData("The output of the OS:\n\n\e[?2004l\r12\r\n\e[?2004hroot@maple:~# ", "12")]
    [InlineData("The output of the OS:\n\nword-without-end\e]0;root@box: /\aroot@box:/# ", "word-without-end")]
    [InlineData("The output of the OS:\n\nkoltasroot@box:/srv/x# ", "koltas")]
    [InlineData("The output of the OS:\n\n\e[01;31m\e[Kroot\e[m\e[K   7\r\njack@box:~$ ", "root   7")]
    [InlineData("The output of the OS:\n\na\nb\n\n", "b")]
    [InlineData("The output of the OS:\n\nroot@box:/# ", null)]
    [InlineData("The output of the OS is empty.", null)]
    [InlineData("Now, I will start a new problem in a new OS. My problem is:\n\nHow many?", null)]
    public void The_last_line_of_the_output_is_read_without_escape_codes_and_prompt(string observation, string? last) =>
        Assert.Equal(last, ShellOutput.Last(observation));
}
