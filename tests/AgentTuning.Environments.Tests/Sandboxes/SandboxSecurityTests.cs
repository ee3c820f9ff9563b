using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>What hostile programs try, each for real.</summary>
public sealed class SandboxSecurityTests
{
    public static TheoryData<string> Engines => [.. SandboxProviders.Names];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Files_of_the_machine_cannot_be_read(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        var secret = Path.Combine(Path.GetTempPath(), "agenttuning-secret-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(secret, "very secret", TestContext.Current.CancellationToken);
        try
        {
            var result = await sandbox.RunAsync(
                $$"""
                for p in /proc/[0-9]*; do cat $p/root{{secret}} $p/cwd{{secret}}; for f in $p/fd/*; do cat $f/..{{secret}} $f/../../../../../../../..{{secret}}; done; done
                cd /; for i in 1 2 3 4 5 6 7 8; do cd ..; cat .{{secret}}; done
                mkdir /tmp/m; mount --bind / /tmp/m; mount -t ext4 /dev/vda /tmp/m; mknod /tmp/disk b 254 0 && cat /tmp/disk
                mkdir /tmp/c && chroot /tmp/c /bin/true; python3 -c "
                import os
                os.mkdir('/tmp/d'); fd = os.open('/', os.O_RDONLY); os.chroot('/tmp/d'); os.fchdir(fd)
                for i in range(20): os.chdir('..')
                os.chroot('.'); print(open('{{secret}}').read())"
                ls /proc/*/root/work /proc/1/root/home; nsenter -t 1 -m cat {{secret}}; unshare -r cat {{secret}}
                """);

            Assert.DoesNotContain("very secret", result.Text(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_environment_of_the_tool_cannot_be_read(string engine)
    {
        const string Variable = "AGENTTUNING_TEST_KEY";
        Environment.SetEnvironmentVariable(Variable, "key-of-the-tool");
        try
        {
            await using var provider = Sandboxes.Provider(engine);
            await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
            await using var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--login"] }, TestContext.Current.CancellationToken);

            var result = await sandbox.RunAsync("env; cat /proc/*/environ /proc/*/cmdline /proc/*/task/*/environ");

            Assert.DoesNotContain("key-of-the-tool", result.Text(), StringComparison.Ordinal);
            Assert.DoesNotContain(Variable, result.Text(), StringComparison.Ordinal);
            Assert.Contains("PATH=", result.Text(), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Services_of_the_machine_and_the_world_are_out_of_reach(string engine)
    {
        using var service = new TcpListener(IPAddress.Any, 0);
        service.Start();
        var port = ((IPEndPoint)service.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync(
            $$"""
            (echo > /dev/tcp/127.0.0.1/{{port}}) 2>/dev/null && echo reached loopback
            for address in 10.0.2.2 172.17.0.1 192.168.0.1 1.1.1.1; do timeout 1 bash -c "echo > /dev/tcp/$address/{{port}}" 2>/dev/null && echo reached $address; done
            grep -v 'Inter\|face\|lo:' /proc/net/dev
            python3 -m http.server 8099 --bind 127.0.0.1 > /dev/null 2>&1 & sleep 1; curl -s -o /dev/null -w 'own %{http_code}\n' http://localhost:8099/; kill %1
            """);

        Assert.Equal("own 200\n", result.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Settings_of_the_kernel_cannot_be_changed(string engine)
    {
        var before = await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken);
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync(
            """
            for f in kernel/core_pattern kernel/sysrq kernel/panic vm/overcommit_memory vm/drop_caches fs/file-max kernel/modprobe; do (echo 1 > /proc/sys/$f) 2>/dev/null && echo wrote $f; done
            (echo b > /proc/sysrq-trigger) 2>/dev/null && echo wrote sysrq
            cat /proc/kcore 2>/dev/null | head -c 1 | wc -c; date -s '2001-01-01' > /dev/null 2>&1 && echo set the clock
            sysctl -w kernel.hostname=other 2>/dev/null; umount /proc 2>/dev/null && echo unmounted; mount -o remount,rw / 2>/dev/null && echo remounted
            swapoff -a 2>/dev/null; dmesg > /dev/null 2>&1 && echo read the log; rmdir /sys/fs/cgroup/*/* 2>/dev/null && echo removed groups; true
            """);

        Assert.Equal("0\n", result.Text());
        Assert.Equal(before, await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Other_sandboxes_are_neither_seen_nor_reached(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var victim = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        await using var attacker = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        await victim.RunAsync("echo treasure > /srv/treasure; ipcmk -Q > /dev/null; (python3 -m http.server 8123 --directory /srv > /dev/null 2>&1 &); exec setsid nohup sleep 4321 > /dev/null 2>&1 & sleep 1");

        var result = await attacker.RunAsync("ls /srv; ps -eo args | grep '[s]leep 4321'; curl -s -m 2 http://127.0.0.1:8123/treasure; ipcs -q | grep -c 0x; kill -9 -1; true");
        var alive = await victim.RunAsync("cat /srv/treasure; ps -eo args | grep -c '[s]leep 4321'");

        Assert.DoesNotContain("treasure", result.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("4321", result.Text(), StringComparison.Ordinal);
        Assert.Equal("treasure\n1\n", alive.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_fork_bomb_is_held_and_others_go_on(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var other = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        var sandbox = await provider.StartAsync(Sandboxes.Request(engine) with { Limits = new() { Processes = 64 } }, TestContext.Current.CancellationToken);

        await sandbox.RunAsync("exec -a bomb-1 bash -c 'bomb() { bomb | bomb & }; bomb; while :; do :; done'", TimeSpan.FromSeconds(2));
        var most = Named("bomb-1");
        await sandbox.RunAsync("echo alive"); // a result, whatever it is
        var beside = await other.RunAsync("echo alive");
        await sandbox.DisposeAsync();

        Assert.InRange(most, 0, 64);
        Assert.Equal("alive\n", beside.Text());
        Assert.Equal(0, Named("bomb-1"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_memory_hog_is_killed_and_the_sandbox_survives(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine) with { Limits = new() { MemoryBytes = 128 << 20, DiskBytes = 32 << 20 } }, TestContext.Current.CancellationToken);

        var hog = await sandbox.RunAsync("python3 -c \"x = bytearray(400 << 20); print(len(x))\"");
        var after = await sandbox.RunAsync("echo alive");

        Assert.NotEqual(0, hog.ExitCode);
        Assert.Equal("", hog.Text());
        Assert.Equal("alive\n", after.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_full_disk_is_the_sandbox_s_own(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine) with { Limits = new() { MemoryBytes = 128 << 20, DiskBytes = 32 << 20 } }, TestContext.Current.CancellationToken);

        var filler = await sandbox.RunAsync("dd if=/dev/zero of=/srv/full bs=1M count=200 2> /dev/null || echo stopped; [ $(stat -c %s /srv/full) -le $((32 << 20)) ] && echo within; rm /srv/full; echo again > /srv/small; cat /srv/small");

        Assert.Equal("stopped\nwithin\nagain\n", filler.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Daemons_end_with_the_sandbox(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        var mark = "73" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await using (var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken))
        {
            await sandbox.RunAsync($"trap '' HUP TERM INT; for i in 1 2 3; do setsid nohup bash -c 'trap \"\" HUP TERM INT; exec -a daemon-{mark} sleep {mark}' > /dev/null 2>&1 & done; disown -a; sleep 0.5");
            Assert.Equal(3, Named("daemon-" + mark));
        }

        Assert.Equal(0, Named("daemon-" + mark));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Orphans_are_buried(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("for i in $(seq 300); do (setsid sleep 0.01 &); done; sleep 1; ps -eo stat | grep -c Z; kill -9 1; kill -TERM 1; kill -INT 1; sleep 0.2; echo alive");

        Assert.Equal("0\nalive\n", result.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Programs_replaced_inside_win_nothing(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        const string Report = "#!/bin/bash\\ngrep CapEff /proc/self/status >> /tmp/caps\\nexec /bin/bash.real \"$@\"\\n";
        await sandbox.RunAsync($"cp /bin/bash /bin/bash.real; for p in setpriv env nsenter; do printf '{Report}' > /usr/bin/$p; done; printf '{Report}' > /bin/sh.new; chmod +x /bin/sh.new; mv /bin/sh.new /bin/sh");

        await sandbox.ExecuteAsync(new() { Arguments = ["/bin/sh", "-c", "true"], WorkingDirectory = "/tmp" }, TestContext.Current.CancellationToken);
        var caps = await sandbox.ExecuteAsync(new() { Arguments = ["cat", "/tmp/caps"] }, TestContext.Current.CancellationToken);

        // Without mounting (sys_admin), tracing (sys_ptrace), modules, clocks, raw disks.
        Assert.NotEmpty(caps.Text());
        Assert.All(caps.Text().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("CapEff:\t00000000a80425fb", line));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Output_that_never_ends_ends_with_the_time_limit(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);

        var flood = await sandbox.ExecuteAsync(
            SandboxCommand.Bash("yes >&2 & exec yes") with { OutputLimit = 5000, TimeLimit = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken);
        var after = await sandbox.RunAsync("for i in $(seq 100); do pgrep -x yes > /dev/null || break; sleep 0.1; done; pgrep -cx yes; echo alive");

        Assert.True(flood.IsTimedOut);
        Assert.True(flood.IsCut);
        Assert.Equal((5000, 5000), (flood.Output.Length, flood.Error.Length));
        Assert.Equal("0\nalive\n", after.Text());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Escape_sequences_and_bytes_that_are_no_text_come_through_as_they_are(string engine)
    {
        const string Script = "printf '\\033[2J\\033]0;x\\007\\033[6n\\377\\000\\016end'";
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        await using var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--norc", "-c", Script] }, TestContext.Current.CancellationToken);

        var plain = await sandbox.RunAsync(Script);
        var shown = await terminal.ReadUntilAsync("end");

        Assert.Equal([.. "\e[2J\e]0;x\a\e[6n"u8, 255, 0, 14, .. "end"u8], plain.Output);
        Assert.Equal("\e[2J\e]0;x\a\e[6n\uFFFD\0\u000Eend", shown);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Killing_and_removing_everything_inside_leaves_the_sandbox_answering(string engine)
    {
        await using var provider = Sandboxes.Provider(engine);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(engine), TestContext.Current.CancellationToken);
        await using var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--login"] }, TestContext.Current.CancellationToken);
        await terminal.ReadUntilAsync("# ");

        await sandbox.RunAsync("kill -9 -1; kill -9 1; kill -STOP 1");
        await sandbox.RunAsync("rm -rf --no-preserve-root /etc /root /home /var /dev 2> /dev/null; umount -a 2> /dev/null; reboot -f 2> /dev/null; true");
        var after = await sandbox.RunAsync("echo alive");
        var ended = await terminal.ReadUntilAsync("never");

        Assert.Equal("alive\n", after.Text());
        Assert.DoesNotContain("never", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_control_groups_each_program_is_limited_alone()
    {
        await using var found = Sandboxes.Provider(SandboxProviders.Namespaces); // or skips
        await using var provider = new NamespaceProvider(new SandboxImages(SandboxImages.DefaultFolder), ready: 0, TimeProvider.System, ControlGroups.None("No reason."));
        await using var sandbox = await provider.StartAsync(new() { Limits = new() { MemoryBytes = 256 << 20, DiskBytes = 32 << 20, Processes = 32 } }, TestContext.Current.CancellationToken);

        var hog = await sandbox.RunAsync("python3 -c \"x = bytearray(400 << 20); print(len(x))\" 2>&1 | tail -1");
        await sandbox.RunAsync("for i in $(seq 60); do (sleep 100 &); done", TimeSpan.FromSeconds(2));
        var running = Named("sleep\0100\0");
        await sandbox.RunAsync("kill -9 -1");
        var after = await sandbox.RunAsync("ulimit -u; ulimit -v; echo alive");

        Assert.Equal("MemoryError\n", hog.Text());
        Assert.InRange(running, 1, 32);
        Assert.Equal("32\n262144\nalive\n", after.Text());
    }

    static int Named(string name) => Process.GetProcesses().Count(process =>
    {
        using (process)
        {
            var path = $"/proc/{process.Id}/cmdline";
            try
            {
                return File.Exists(path) && File.ReadAllText(path).Contains(name, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    });
}
