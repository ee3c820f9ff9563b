using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.Sandboxes;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>Plays many episodes with one provider and prints what the machine holds meanwhile: nothing may grow.</summary>
static class LeakCheck
{
    const int Rows = 20;

    static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(int episodes, int parallel, ISandboxProvider provider)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel };
        var start = Stopwatch.GetTimestamp();
        await using (provider)
        {
            Print($"{episodes} episodes, {parallel} at once, {provider.Name}");
            Print("");
            Print("| episodes | s | processes | mounts | control groups | file descriptors | temporary files | managed MB | resident MB |");
            Print("|---|---|---|---|---|---|---|---|---|");
            await Parallel.ForAsync(0, Math.Min(episodes, parallel), options, async (_, stop) => await SandboxEpisode.PlayAsync(provider, stop));
            await RowAsync(0, start);
            var played = 0;
            for (var row = 1; row <= Rows; row++)
            {
                var upTo = (int)((long)episodes * row / Rows);
                await Parallel.ForAsync(played, upTo, options, async (_, stop) => await SandboxEpisode.PlayAsync(provider, stop));
                played = upTo;
                await RowAsync(played, start);
            }
        }
        Print("");
        Print("and with the provider closed:");
        await RowAsync(episodes, start);
    }

    // Those that are kept ready are being made until then.
    static async Task RowAsync(int played, long start)
    {
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.Delay(Settling);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        Print($"| {played} | {seconds:F0} | {ProcessTree.Read(PodmanServer.RunFolder, measures: false).Count} | {Mounts()} | {Groups()} | {Directory.GetFiles("/proc/self/fd").Length} | {Temporary()} | {managed / 1e6:F1} | {process.WorkingSet64 / 1e6:F0} |");
    }

    static int Mounts() => File.ReadAllLines("/proc/self/mountinfo").Length;

    static int Groups() => Directory.EnumerateDirectories("/sys/fs/cgroup", $"agenttuning-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-*", SearchOption.AllDirectories)
        .Sum(folder => 1 + Directory.GetDirectories(folder).Length);

    static int Temporary() => Directory.GetFileSystemEntries(Path.GetTempPath(), "*agenttuning*").Length;

    static void Print(string line) => Console.WriteLine(line);
}
