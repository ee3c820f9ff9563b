using System.Text;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>What every provider of sandboxes must do.</summary>
public sealed class SandboxContractTests
{
    public static TheoryData<string> Engines => [.. SandboxProviders.Names];

    public static TheoryData<string> EnginesWithUsers => [SandboxProviders.Namespaces, SandboxProviders.Docker];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Exit_code_output_and_error_come_back_apart(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("echo out; echo err >&2; exit 7");

        Assert.Equal((7, "out\n", "err\n"), (result.ExitCode, result.Text(), Encoding.UTF8.GetString(result.Error)));
        Assert.False(result.IsTimedOut);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task State_lasts_between_programs_and_is_gone_with_the_sandbox(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using (var first = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken))
        {
            await first.RunAsync("echo kept > /etc/kept; rm -rf /usr/share/doc; mkdir -p /srv/a/b");
            Assert.Equal("kept\n", (await first.RunAsync("cat /etc/kept; ls -d /usr/share/doc 2>/dev/null")).Text());
        }
        await using var second = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        Assert.Equal("no\n/usr/share/doc\n", (await second.RunAsync("cat /etc/kept 2>/dev/null || echo no; ls -d /usr/share/doc")).Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Input_is_read_byte_for_byte_and_arguments_are_no_shell_text(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray();

        var copied = await sandbox.ExecuteAsync(new() { Arguments = ["cat"], Input = bytes }, TestContext.Current.CancellationToken);
        var said = await sandbox.ExecuteAsync(new() { Arguments = ["printf", "%s|", "a b", "$(id)", "'\"\\", "東京 😀", "-n"] }, TestContext.Current.CancellationToken);
        var folder = await sandbox.ExecuteAsync(new() { Arguments = ["pwd"], WorkingDirectory = "/usr/lib" }, TestContext.Current.CancellationToken);

        Assert.Equal(bytes, copied.Output);
        Assert.Equal("a b|$(id)|'\"\\|東京 😀|-n|", said.Text());
        Assert.Equal("/usr/lib\n", folder.Text());
    }

    [Theory]
    [MemberData(nameof(EnginesWithUsers))]
    public async Task Users_owners_sudo_and_su_work(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync(
            """
            useradd -m jack && echo 'jack ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/jack
            touch /srv/f && chown jack:jack /srv/f && chmod 4750 /srv/f && stat -c '%U %G %a' /srv/f
            su - jack -c 'id -un; sudo id -un; cat /etc/shadow 2>/dev/null || echo denied'
            (crontab -l; echo '0 5 * * * true') 2>/dev/null | crontab - && crontab -l
            groupadd staff2 && gpasswd -a jack staff2 > /dev/null && id -nG jack
            """);

        Assert.Equal("jack jack 4750\njack\nroot\ndenied\n0 5 * * * true\njack staff2\n", result.Text());
    }

    [Theory]
    [MemberData(nameof(EnginesWithUsers))]
    public async Task A_sandbox_may_forbid_programs_with_the_setuid_bit(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(new() { NeedsSetuid = false }, TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("useradd -m jack && echo 'jack ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/jack && su - jack -c 'sudo id -un' 2>&1 | grep -c 'no new privileges'");

        Assert.Equal("1\n", result.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Files_go_in_and_out_whatever_their_names(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        const string Path = "/srv/new folder/-n $(id) 'quoted' \"東京\".txt";
        var bytes = new byte[] { 0, 255, 10, 13, 0 };

        await sandbox.WriteFileAsync(Path, bytes, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, TestContext.Current.CancellationToken);
        await sandbox.RunAsync("ln -s /etc/passwd /srv/link; echo target > /srv/target; ln -s ../../../../../../../../srv/target /srv/up; mkfifo /srv/fifo; mkdir /srv/folder");

        Assert.Equal(bytes, await ReadAsync(sandbox, Path));
        Assert.Equal([0, 255], await sandbox.ReadFileAsync(Path, maxBytes: 2, TestContext.Current.CancellationToken));
        Assert.StartsWith("root:", Encoding.UTF8.GetString((await ReadAsync(sandbox, "/srv/link"))!), StringComparison.Ordinal);
        Assert.Equal("target\n", Encoding.UTF8.GetString((await ReadAsync(sandbox, "/srv/up"))!));
        Assert.Null(await ReadAsync(sandbox, "/srv/fifo"));
        Assert.Null(await ReadAsync(sandbox, "/srv/folder"));
        Assert.Null(await ReadAsync(sandbox, "/srv/absent"));
        await Assert.ThrowsAsync<SandboxException>(() => ReadAsync(sandbox, "etc/passwd"));
        await Assert.ThrowsAsync<SandboxException>(() => sandbox.WriteFileAsync("/srv/folder", bytes, UnixFileMode.UserRead, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_program_that_never_ends_is_killed_with_its_children(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("echo begun; (while :; do sleep 1000; done) & sleep 1001", TimeSpan.FromSeconds(1));
        var left = await sandbox.RunAsync("ps -eo args | grep -c '[s]leep 100[01]'");

        Assert.True(result.IsTimedOut);
        Assert.Equal("begun\n", result.Text());
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal("0\n", left.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Output_without_end_is_cut(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.ExecuteAsync(SandboxCommand.Bash("yes | head -c 30000000") with { OutputLimit = 1000 }, TestContext.Current.CancellationToken);

        Assert.True(result.IsCut);
        Assert.Equal(1000, result.Output.Length);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_program_may_leave_others_behind_and_still_end(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("sleep 500 & setsid nohup sleep 501 > /dev/null 2>&1 & echo done");
        var running = await sandbox.RunAsync("ps -eo args | grep -c '[s]leep 50[01]'");

        Assert.Equal("done\n", result.Text());
        Assert.False(result.IsTimedOut);
        Assert.Equal("2\n", running.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_terminal_echoes_shows_its_prompt_and_has_a_size(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine) with { HostName = "f4b2b402322a" }, TestContext.Current.CancellationToken);
        await using var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--login"] }, TestContext.Current.CancellationToken);

        var greeting = await terminal.ReadUntilAsync("# ");
        await terminal.WriteAsync("stty size; tty\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var answer = await terminal.ReadUntilAsync("a:/# ");
        await terminal.WriteAsync("cd /etc; exit 3\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var rest = await terminal.ReadUntilAsync("never");

        Assert.EndsWith("\e]0;root@f4b2b402322a: /\aroot@f4b2b402322a:/# ", greeting, StringComparison.Ordinal);
        Assert.Equal("stty size; tty\r\n\e[?2004l\r24 80\r\n/dev/pts/0\r\n\e[?2004h\e]0;root@f4b2b402322a: /\aroot@f4b2b402322a:/# ", answer);
        Assert.StartsWith("cd /etc; exit 3\r\n", rest, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Closing_twice_is_closing_and_a_closed_sandbox_says_so(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        await sandbox.DisposeAsync();
        await sandbox.DisposeAsync();

        await Assert.ThrowsAsync<SandboxException>(() => sandbox.RunAsync("true"));
    }

    static Task<byte[]?> ReadAsync(ISandbox sandbox, string path) => sandbox.ReadFileAsync(path, 100_000, TestContext.Current.CancellationToken);
}
