using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.Sandboxes;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>Complete episodes in sandboxes of namespaces beside the same episodes in Podman's containers, in the same run, by turns.</summary>
static class SandboxBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "rounds", "batch", "parallel", "live", "episodes", "engine", "ready");
        var parallel = arguments.Number("parallel", Math.Max(2, Environment.ProcessorCount));
        if (arguments.Has("episodes"))
        {
            await LeakCheck.RunAsync(arguments.Number("episodes", 1), parallel, Open(arguments.Text("engine", SandboxProviders.Namespaces), "ready", arguments.Text("ready", "2")));
            return 0;
        }
        using var podman = PodmanServer.Start();
        var ready = arguments.Text("ready", Math.Clamp(Environment.ProcessorCount / 2, 1, 8).ToString(CultureInfo.InvariantCulture));
        ImmutableArray<SandboxContestant> contestants =
        [
            new($"namespaces, {ready} kept ready", () => Open(SandboxProviders.Namespaces, "ready", ready)),
            new("namespaces, none ready", () => Open(SandboxProviders.Namespaces, "ready", "0")),
            new("Podman", () => Open(SandboxProviders.Docker, "docker-endpoint", podman.Endpoint)),
        ];
        foreach (var contestant in contestants) await PlayAsync(contestant, count: 1, atOnce: 1); // what is loaded once, and Podman is given the image
        var batch = arguments.Number("batch", 8);
        for (var round = 0; round < arguments.Number("rounds", 7); round++)
            for (var i = 0; i < contestants.Length; i++)
            {
                var contestant = contestants[(round + i) % contestants.Length];
                contestant.Alone.Add(await PlayAsync(contestant, batch, atOnce: 1));
                contestant.Together.Add(await PlayAsync(contestant, batch * parallel / 2, parallel));
            }
        foreach (var contestant in contestants) contestant.Live = await MeasureLiveAsync(contestant, arguments.Number("live", 16));
        Report(contestants, parallel);
        return 0;
    }

    static ISandboxProvider Open(string engine, string setting, string value) => SandboxProviders.Create(
        new EnvironmentOptions { Engine = engine, Settings = ImmutableSortedDictionary<string, string>.Empty.Add(setting, value) }, TimeProvider.System);

    // Nothing is ready when the time begins, and nothing is left when it ends.
    static async Task<double> PlayAsync(SandboxContestant contestant, int count, int atOnce)
    {
        var start = Stopwatch.GetTimestamp();
        await using (var provider = contestant.Create())
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, stop) => await SandboxEpisode.PlayAsync(provider, stop));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task<(double Bytes, double Processes)> MeasureLiveAsync(SandboxContestant contestant, int live)
    {
        await using var provider = contestant.Create();
        await SandboxEpisode.PlayAsync(provider, CancellationToken.None);
        var before = ProcessTree.Read(PodmanServer.RunFolder);
        var sandboxes = new List<ISandbox>();
        try
        {
            for (var i = 0; i < live; i++)
            {
                sandboxes.Add(await provider.StartAsync(new(), CancellationToken.None));
                await SandboxEpisode.OpenAsync(sandboxes[^1], CancellationToken.None);
            }
            var after = ProcessTree.Read(PodmanServer.RunFolder);
            return ((double)(after.ProportionalBytes - before.ProportionalBytes) / live, (double)(after.Count - before.Count) / live);
        }
        finally
        {
            foreach (var sandbox in sandboxes) await sandbox.DisposeAsync();
        }
    }

    static void Report(ImmutableArray<SandboxContestant> contestants, int parallel)
    {
        var podman = contestants[^1];
        Print($"{Environment.ProcessorCount} processors; medians of {podman.Alone.Count} rounds, lowest to highest in brackets");
        Print("");
        Print($"| | episodes/s, one after the other | × Podman | episodes/s, {parallel} at once | × Podman | MB of a live sandbox | processes |");
        Print("|---|---|---|---|---|---|---|");
        foreach (var contestant in contestants)
            Print($"| {contestant.Name} | {Spread(contestant.Alone)} | {Median(contestant.Alone) / Median(podman.Alone):F1} | {Spread(contestant.Together)} | {Median(contestant.Together) / Median(podman.Together):F1} "
                + $"| {contestant.Live.Bytes / 1e6:F1} | {contestant.Live.Processes:F1} |");
    }

    static string Spread(List<double> rates) => $"{Median(rates):F2} ({rates.Min():F2} to {rates.Max():F2})";

    static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    static void Print(string line) => Console.WriteLine(line);
}
