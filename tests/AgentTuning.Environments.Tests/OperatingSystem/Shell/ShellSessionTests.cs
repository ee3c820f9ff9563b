using System.Text;
using AgentTuning.Environments.OperatingSystem.Shell;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Environments.Tests.OperatingSystem.Shell;

public sealed class ShellSessionTests
{
    const string Shown = "\e]0;root@f4b2b402322a: /\aroot@f4b2b402322a:/# ";
    const string Prompt = "\e[?2004h" + Shown;
    const string Entered = "\r\n\e[?2004l\r";

    readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_echo_is_left_out_and_the_prompt_stays()
    {
        await using var shell = await OpenAsync(new ScriptedTerminal(Prompt, typed => [$"ls{Entered}a  b\r\n{Prompt}"]));

        Assert.Equal($"a  b\r\n{Shown}", await RunAsync(shell, "ls"));
        Assert.Equal($"a  b\r\n{Shown}", await RunAsync(shell, "ls"));
    }

    [Fact]
    public async Task The_output_does_not_depend_on_the_pieces_that_it_comes_in()
    {
        var terminal = new ScriptedTerminal(Prompt, typed => $"ls{Entered}a\r\n{Prompt}\e[K".Select(letter => $"{letter}"));
        await using var shell = await OpenAsync(terminal);

        Assert.Equal($"a\r\n{Shown}", await RunAsync(shell, "ls"));
        Assert.Equal($"a\r\n{Shown}", await RunAsync(shell, "ls"));
    }

    [Fact]
    public async Task Of_several_lines_the_outputs_are_shown_and_the_last_prompt()
    {
        var output = $"echo a{Entered}a\r\n{Prompt}for i in 1{Entered}\e[?2004h> do echo $i; done{Entered}1\r\n{Prompt}\e[K";
        await using var shell = await OpenAsync(new ScriptedTerminal(Prompt, typed => [output[..30], output[30..]]));

        Assert.Equal($"a\r\n1\r\n{Shown}", await RunAsync(shell, "echo a\nfor i in 1\ndo echo $i; done"));
    }

    [Fact]
    public async Task A_prompt_between_lines_does_not_end_the_listening()
    {
        var terminal = new ScriptedTerminal(Prompt, typed => [$"echo a{Entered}a\r\n{Prompt}"]);
        await using var shell = await OpenAsync(terminal);

        var running = shell.RunAsync("echo a\nsleep 0.5; echo b", TestContext.Current.CancellationToken);
        await Task.Yield();
        terminal.Print($"sleep 0.5; echo b{Entered}");
        terminal.Print($"b\r\n{Prompt}");

        Assert.Equal($"a\r\nb\r\n{Shown}", await AdvanceAsync(running));
    }

    [Fact]
    public async Task Five_seconds_of_silence_end_the_listening_and_the_rest_comes_with_the_next_command()
    {
        var started = _clock.GetTimestamp();
        var terminal = new ScriptedTerminal(Prompt, typed => typed == "sleep 9\n" ? [$"sleep 9{Entered}"] : [$"pwd{Entered}/\r\n{Prompt}"]);
        await using var shell = await OpenAsync(terminal);

        Assert.Equal("", await RunAsync(shell, "sleep 9"));
        Assert.InRange(_clock.GetElapsedTime(started).TotalSeconds, 5, 6);
        terminal.Print($"woken\r\n{Prompt}");
        Assert.Equal($"woken\r\n/\r\n{Shown}", await RunAsync(shell, "pwd"));
    }

    [Fact]
    public async Task What_a_program_reads_is_echoed_by_the_terminal_and_left_out()
    {
        var terminal = new ScriptedTerminal(Prompt, typed => typed == "cat\n" ? [$"cat{Entered}"] : ["one\r\ntwo\r\none\r\ntwo\r\n"]);
        await using var shell = await OpenAsync(terminal);
        await RunAsync(shell, "cat");

        Assert.Equal("one\r\ntwo\r\n", await RunAsync(shell, "one\ntwo"));
    }

    [Fact]
    public async Task Output_that_never_ends_is_left_after_thirty_seconds()
    {
        var started = _clock.GetTimestamp();
        var terminal = new ScriptedTerminal(Prompt, typed => [$"yes{Entered}"]);
        await using var shell = await OpenAsync(terminal);

        var running = shell.RunAsync("yes", TestContext.Current.CancellationToken);
        for (; !running.IsCompleted; _clock.Advance(TimeSpan.FromSeconds(1)))
        {
            terminal.Print("y\r\n");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("y\r\ny\r\n", await running, StringComparison.Ordinal);
        Assert.InRange(_clock.GetElapsedTime(started).TotalSeconds, 30, 32);
    }

    [Fact]
    public async Task A_flood_is_left_at_its_size()
    {
        var flood = Enumerable.Repeat(new string('x', 10_000), 60).Append(Prompt);
        await using var shell = await OpenAsync(new ScriptedTerminal(Prompt, typed => flood.Prepend($"f{Entered}")), new ShellOptions { MaxBytes = 100_000 });

        var output = await RunAsync(shell, "f");

        Assert.Equal(100_000, output.Length);
    }

    [Fact]
    public async Task A_shell_that_has_ended_prints_nothing()
    {
        ScriptedTerminal? terminal = null;
        terminal = new ScriptedTerminal(Prompt, typed =>
        {
            terminal!.Print($"exit{Entered}logout\r\n");
            terminal.End();
            return [];
        });
        await using var shell = await OpenAsync(terminal);

        Assert.Equal("logout\r\n", await RunAsync(shell, "exit"));
        Assert.Equal("", await RunAsync(shell, "ls"));
    }

    [Fact]
    public async Task A_prompt_that_the_agent_changed_is_known_by_the_marks()
    {
        var started = _clock.GetTimestamp();
        await using var shell = await OpenAsync(new ScriptedTerminal(Prompt, typed => [$"PS1=ok{Entered}\e[?2004hok"]));

        Assert.Equal("ok", await RunAsync(shell, "PS1=ok"));
        Assert.InRange(_clock.GetElapsedTime(started).TotalSeconds, 1, 2);
    }

    [Fact]
    public async Task A_shell_without_marks_is_asked_for_them_and_else_read_by_its_prompt()
    {
        const string Plain = "\e[01mroot@host\e[0m:/# ";
        var terminal = new ScriptedTerminal(Plain, typed => [$"{typed.Replace("\n", "\r\n", StringComparison.Ordinal)}a\r\n{Plain}"]);
        await using var shell = await OpenAsync(terminal);

        Assert.Equal($"a\r\n{Plain}", await RunAsync(shell, "ls"));
        Assert.Equal([" bind 'set enable-bracketed-paste on'\n", "ls\n"], terminal.Typed);
    }

    [Fact]
    public async Task A_shell_inside_the_shell_may_have_no_marks()
    {
        var started = _clock.GetTimestamp();
        const string Inner = "\e]0;jack@f4b2b402322a: ~\ajack@f4b2b402322a:~$ ";
        var terminal = new ScriptedTerminal(Prompt, typed => typed switch
        {
            "su - jack\n" => [$"su - jack{Entered}{Inner}"],
            "exit\n" => [$"exit\r\nlogout\r\n{Prompt}"],
            _ => [$"id -un\r\njack\r\n{Inner}"],
        });
        await using var shell = await OpenAsync(terminal);

        Assert.Equal(Inner, await RunAsync(shell, "su - jack"));
        Assert.Equal($"jack\r\n{Inner}", await RunAsync(shell, "id -un"));
        Assert.Equal($"logout\r\n{Shown}", await RunAsync(shell, "exit"));
        Assert.InRange(_clock.GetElapsedTime(started).TotalSeconds, 0, 0.9);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced()
    {
        await using var shell = await OpenAsync(new ScriptedTerminal(Prompt, typed => [$"cat x{Entered}\u00ff\0{Prompt}"]));

        Assert.Equal($"\uFFFD\0{Shown}", await RunAsync(shell, "cat x"));
    }

    [Fact]
    public async Task Tabs_are_typed_as_text()
    {
        var terminal = new ScriptedTerminal(Prompt, typed => [$"x{Entered}{Prompt}"]);
        await using var shell = await OpenAsync(terminal);

        await RunAsync(shell, "echo\ta");

        Assert.Equal(["echo\x16\ta\n"], terminal.Typed);
    }

    [Fact]
    public async Task A_long_script_is_typed_in_parts_that_a_terminal_holds()
    {
        var terminal = new ScriptedTerminal(Prompt, typed => typed.Split('\n')[..^1].Select(line => $"{line}{Entered}{Prompt}"));
        await using var shell = await OpenAsync(terminal);
        var script = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"echo line {i}"));

        var output = await RunAsync(shell, script);

        Assert.Equal(Shown, output);
        Assert.Equal(script + "\n", string.Concat(terminal.Typed));
        Assert.All(terminal.Typed, typed => Assert.True(Encoding.UTF8.GetByteCount(typed) <= 2000));
    }

    async Task<ShellSession> OpenAsync(ScriptedTerminal terminal, ShellOptions? options = null) =>
        await AdvanceAsync(ShellSession.OpenAsync(new TerminalSandbox(terminal), "f4b2b402322a", options ?? new ShellOptions(), _clock, TestContext.Current.CancellationToken));

    Task<string> RunAsync(ShellSession shell, string command) => AdvanceAsync(shell.RunAsync(command, TestContext.Current.CancellationToken));

    // Time passes only while the shell waits for something.
    async Task<T> AdvanceAsync<T>(Task<T> running)
    {
        while (await Task.WhenAny(running, Task.Delay(20, TestContext.Current.CancellationToken)) != running)
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        return await running;
    }
}
