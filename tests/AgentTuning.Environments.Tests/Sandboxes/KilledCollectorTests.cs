using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>A tool that is killed while its sandboxes run leaves nothing behind.</summary>
[Collection(AloneTests.Name)]
public sealed class KilledCollectorTests
{
    const string MarkVariable = "AGENTTUNING_TEST_MARK";
    const string Up = "sandboxes are up";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_killed_collector_leaves_no_process_no_mount_and_no_control_group()
    {
        await using (Sandboxes.Provider(SandboxProviders.Namespaces))
        {
            // Or it is skipped here.
        }
        var mark = "82" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "-method", $"*.{nameof(The_collector_that_is_killed)}", "-explicit", "only"])
        {
            RedirectStandardOutput = true,
            Environment = { [MarkVariable] = mark },
        };
        using var collector = Process.Start(start)!;
        var said = "";
        while (!said.Contains(Up, StringComparison.Ordinal) && await collector.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) said += line + "\n";
        Assert.Contains(Up, said, StringComparison.Ordinal);
        Assert.NotEqual((0, 0), Left(mark, collector.Id));

        collector.Kill(); // SIGKILL
        await collector.WaitForExitAsync(TestContext.Current.CancellationToken);

        var started = TimeProvider.System.GetTimestamp();
        while (Left(mark, collector.Id) != (0, 0) && TimeProvider.System.GetElapsedTime(started) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), Left(mark, collector.Id));
    }

    [Fact(Explicit = true)]
    [Trait("Needs", "another test")]
    public async Task The_collector_that_is_killed()
    {
        var mark = Environment.GetEnvironmentVariable(MarkVariable);
        Assert.SkipWhen(mark is null, "Only the test above starts this.");
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces, ready: 2);
        var sandboxes = new List<ISandbox>();
        for (var i = 0; i < 3; i++)
        {
            var sandbox = await provider.StartAsync(new(), TestContext.Current.CancellationToken);
            sandboxes.Add(sandbox);
            await sandbox.RunAsync($"trap '' HUP TERM INT; setsid nohup bash -c 'exec -a sleeper-{mark} sleep 1000' > /dev/null 2>&1 & disown -a");
            var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "-c", $"trap '' HUP; exec -a sleeper-{mark} sleep 1000"] }, TestContext.Current.CancellationToken);
            GC.KeepAlive(terminal);
        }
        var running = sandboxes[0].RunAsync($"exec -a sleeper-{mark} sleep 1000", TimeSpan.FromMinutes(10));

        await Console.Out.WriteLineAsync(Up);
        await running;
    }

    // Under "dotnet program.dll" the program is the first argument.
    static string[] Entry() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KilledCollectorTests).Assembly.Location] : [];

    // Processes that run or hold a name space of a sandbox, and control groups.
    static (int Processes, int Groups) Left(string mark, int owner)
    {
        var name = $"agenttuning-{owner.ToString(CultureInfo.InvariantCulture)}-";
        var processes = Directory.EnumerateDirectories("/proc").Count(folder =>
            Read(Path.Combine(folder, "cmdline")).Contains("sleeper-" + mark, StringComparison.Ordinal) || Read(Path.Combine(folder, "cgroup")).Contains(name, StringComparison.Ordinal));
        var groups = Directory.Exists("/sys/fs/cgroup") ? Directory.EnumerateDirectories("/sys/fs/cgroup", name + "*", SearchOption.AllDirectories).Count() : 0;
        return (processes, groups);
    }

    static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended just now
        }
    }
}
