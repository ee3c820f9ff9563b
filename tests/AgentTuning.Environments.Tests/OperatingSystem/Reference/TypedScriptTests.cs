using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Reference;

namespace AgentTuning.Environments.Tests.OperatingSystem.Reference;

public sealed class TypedScriptTests
{
    [Theory]
    [InlineData("ls /etc | wc -l", new[] { "ls /etc | wc -l" })]
    [InlineData("# Count.\n\ncd ~/logs\ngrep -c ERROR *.log # all\n", new[] { "cd ~/logs", "grep -c ERROR *.log # all" })]
    [InlineData("#!/bin/bash\r\nwc -l < f\r\n", new[] { "wc -l < f" })]
    [InlineData("find . -type f -exec chmod 600 {} +", new[] { "find . -type f -exec chmod 600 {} +" })]
    [InlineData("", new string[0])]
    public void Simple_lines_are_typed_as_they_are(string code, string[] rounds) =>
        Assert.Equal(rounds, TypedScript.Rounds(TaskScript.Bash(code)));

    [Theory]
    [InlineData("for f in *; do\n  echo $f\ndone")]
    [InlineData("cat > f <<X\na\nX")]
    [InlineData("[ -e f ] || exit 1\necho 2")]
    [InlineData("echo 'a\nb'")]
    [InlineData("count() {\n  ls | wc -l\n}\ncount")]
    [InlineData("a=1\nb=2\nc=3\nd=4\ne=5\necho $((a+b+c+d+e))")]
    [InlineData("ls |\nwc -l")]
    public void Anything_else_is_written_into_a_file_and_run(string code) =>
        Assert.Equal([$"cat > /tmp/solution.sh <<'EOF'\n{code}\nEOF\nbash /tmp/solution.sh"], TypedScript.Rounds(TaskScript.Bash(code)));

    [Fact]
    public void A_file_that_holds_its_own_end_mark_gets_another_one()
    {
        var rounds = TypedScript.Rounds(TaskScript.Bash("cat <<EOF\nx\nEOF"));

        Assert.Equal(["cat > /tmp/solution.sh <<'EOFF'\ncat <<EOF\nx\nEOF\nEOFF\nbash /tmp/solution.sh"], rounds);
    }

    [Fact]
    public void Words_after_an_exclamation_mark_are_kept_from_the_history() =>
        Assert.StartsWith("set +H\ncat > ", TypedScript.Rounds(TaskScript.Bash("grep -v \"!important\" f\nfalse || echo x\nexit 0"))[0], StringComparison.Ordinal);

    [Fact]
    public void Other_languages_are_run_by_their_own_programs()
    {
        var python = TypedScript.Rounds(TaskScript.Python("print(1)"))[0];
        var c = TypedScript.Rounds(new TaskScript { Language = ScriptLanguage.C, Code = "int main(){}" })[0];

        Assert.EndsWith("\npython3 /tmp/solution.py", python, StringComparison.Ordinal);
        Assert.EndsWith("\ngcc -o /tmp/solution /tmp/solution.c && /tmp/solution", c, StringComparison.Ordinal);
    }
}
