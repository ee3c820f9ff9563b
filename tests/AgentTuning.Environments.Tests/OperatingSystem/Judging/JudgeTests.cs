using System.Text;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.OperatingSystem.Shell;

namespace AgentTuning.Environments.Tests.OperatingSystem.Judging;

public sealed class JudgeTests
{
    [Theory]
    [InlineData("7", true, " 7\n", true)]
    [InlineData("7", false, " 7", false)]
    [InlineData(" 7", true, " 7", false)]
    [InlineData("7", true, null, false)]
    [InlineData("None", true, null, false)]
    public async Task A_match_compares_the_answer(string wanted, bool strip, string? answer, bool isSolved)
    {
        Assert.Equal(isSolved, await IsSolvedAsync(new OperatingSystemTask { Description = "d", Match = new AnswerMatch(wanted, Strip: strip) }, answer, Sandbox()));
    }

    [Fact]
    public async Task A_pattern_is_searched_for_in_the_answer_and_never_found_in_none()
    {
        var task = new OperatingSystemTask { Description = "d", Match = new AnswerMatch(Regex: "[0-9]+ files") };

        Assert.True(await IsSolvedAsync(task, "there are 12 files", Sandbox()));
        Assert.False(await IsSolvedAsync(task, "files", Sandbox()));
        Assert.False(await IsSolvedAsync(task, null, Sandbox()));
    }

    [Fact]
    public async Task Each_check_gets_the_answer_and_what_was_printed_before()
    {
        var sandbox = Sandbox(command => Printed(command.Arguments.Contains("example") ? "3\n" : ""));
        var task = new OperatingSystemTask { Description = "d", Checks = [null, TaskScript.Python("check"), TaskScript.Bash("last")], Example = TaskScript.Bash("example") };

        Assert.True(await IsSolvedAsync(task, "3", sandbox));
        Assert.Equal(
            [["bash", "-c", "example", "--", "3"], ["python3", "-c", "check", "3", "3\n"], ["bash", "-c", "last", "--", "3", "3\n", ""]],
            sandbox.Commands.Select(command => command.Arguments.ToArray()));
    }

    [Fact]
    public async Task No_answer_is_the_word_None()
    {
        var sandbox = Sandbox();

        await IsSolvedAsync(new OperatingSystemTask { Description = "d", Checks = [TaskScript.Bash("c")] }, null, sandbox);

        Assert.Equal("None", sandbox.Commands.Single().Arguments[^1]);
    }

    [Fact]
    public async Task The_first_check_that_fails_decides()
    {
        var sandbox = Sandbox(_ => new SandboxResult { ExitCode = 1, Output = [], Error = [] });

        Assert.False(await IsSolvedAsync(new OperatingSystemTask { Description = "d", Checks = [TaskScript.Bash("a"), TaskScript.Bash("b")] }, "1", sandbox));
        Assert.Single(sandbox.Commands);
    }

    [Fact]
    public async Task A_check_out_of_time_fails_even_with_exit_code_0()
    {
        Assert.False(await IsSolvedAsync(
            new OperatingSystemTask { Description = "d", Checks = [TaskScript.Bash("a")] }, "1", Sandbox(_ => new SandboxResult { ExitCode = 0, Output = [], Error = [], IsTimedOut = true })));
    }

    [Fact]
    public async Task A_check_that_stands_for_an_example_that_is_missing_fails() =>
        Assert.False(await IsSolvedAsync(new OperatingSystemTask { Description = "d", Checks = [null] }, "1", Sandbox()));

    [Theory]
    [InlineData(ScriptLanguage.C, "/tmp/main.c", "gcc")]
    [InlineData(ScriptLanguage.Cpp, "/tmp/main.cpp", "g++")]
    public async Task C_is_compiled_and_run(ScriptLanguage language, string source, string compiler)
    {
        var sandbox = Sandbox();
        var task = new OperatingSystemTask { Description = "d", Checks = [new TaskScript { Language = language, Code = "int main() { return 0; }\n" }] };

        Assert.True(await IsSolvedAsync(task, "1", sandbox));
        Assert.Equal("int main() { return 0; }\n", Encoding.UTF8.GetString(sandbox.Files[source]));
        Assert.Equal([[compiler, "-o", "/tmp/a.out", source], ["/tmp/a.out", "1"]], sandbox.Commands.Select(command => command.Arguments.ToArray()));
    }

    [Fact]
    public async Task What_does_not_compile_fails()
    {
        var task = new OperatingSystemTask { Description = "d", Checks = [new TaskScript { Language = ScriptLanguage.C, Code = "?" }] };

        Assert.False(await IsSolvedAsync(task, "1", Sandbox(command => new SandboxResult { ExitCode = command.Arguments[0] == "gcc" ? 1 : 0, Output = [], Error = [] })));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData(null)]
    public async Task An_answer_that_is_no_argument_fails(string? answer)
    {
        var sandbox = Sandbox();

        Assert.False(await IsSolvedAsync(new OperatingSystemTask { Description = "d", Checks = [TaskScript.Bash("c")] }, answer ?? new string('9', 200_000), sandbox));
        Assert.Empty(sandbox.Commands);
    }

    [Fact]
    public async Task A_script_has_its_time_and_its_errors_are_no_parameter()
    {
        var sandbox = Sandbox(_ => new SandboxResult { ExitCode = 0, Output = "3\n"u8.ToArray(), Error = "find: no\n"u8.ToArray() });

        await IsSolvedAsync(new OperatingSystemTask { Description = "d", Checks = [TaskScript.Bash("a"), TaskScript.Bash("b")] }, "1", sandbox);

        Assert.Equal(["bash", "-c", "b", "--", "1", "3\n"], sandbox.Commands[1].Arguments);
        Assert.All(sandbox.Commands, command => Assert.Equal(TimeSpan.FromSeconds(5), command.TimeLimit));
    }

    static TerminalSandbox Sandbox(Func<SandboxCommand, SandboxResult>? execute = null) => new(new ScriptedTerminal("", _ => []), execute);

    static SandboxResult Printed(string text) => new() { ExitCode = 0, Output = Encoding.UTF8.GetBytes(text), Error = [] };

    static async Task<bool> IsSolvedAsync(OperatingSystemTask task, string? answer, TerminalSandbox sandbox) =>
        (await Judge.RunAsync(task, answer, new ScriptRunner(sandbox, TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken)).IsSolved;
}
