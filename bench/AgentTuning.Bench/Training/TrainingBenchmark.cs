using System.Text.Json;
using AgentTuning.Bench.Peers;
using AgentTuning.Llama.Memory;
using AgentTuning.Llama.Native;

namespace AgentTuning.Bench.Training;

/// <summary>Useful tokens per second of training, beside plain loops and beside what the machine's matrix products would allow, all in one run.</summary>
static class TrainingBenchmark
{
    /// <summary>Runs as the options say and prints Markdown.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var options = TrainingBenchmarkOptions.Parse(args);
        NativeTorch.EnsureLoaded();
        if (options.IsMemoryProcess) return await PrintPeakAsync(options);

        var machine = Machine.Here();
        Console.WriteLine($"{machine.Processor}, {machine.Cores} cores ({machine.Instructions}), {machine.System}, {options.Threads} threads\n");
        var models = new List<ModelReport>();
        string? version = null;
        foreach (var model in options.Models)
        {
            using var round = new InterleavedRounds(model, options);
            var report = await round.RunAsync();
            version ??= round.PyTorchVersion;
            if (options.MeasuresMemory) await MeasureMemoryAsync(report, options);
            models.Add(report);
            TrainingTables.Print(report);
        }
        if (options.JsonPath is { } path)
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new(machine, options.Threads, version, models), BenchJson.Default.TrainingReport) + "\n");
        return 0;
    }

    // Each in a process of its own, which remembers no buffers of those before.
    static async Task MeasureMemoryAsync(ModelReport report, TrainingBenchmarkOptions options)
    {
        foreach (var rung in report.Rungs) (rung.PeakBytes, rung.PlannedBytes) = await MemoryProcess.PeakAsync(report.Model, rung.Rung, options);
    }

    static async Task<int> PrintPeakAsync(TrainingBenchmarkOptions options)
    {
        var model = options.Models[0];
        var examples = MemoryProcess.LongestOf(InterleavedRounds.ExamplesOf(model, options));
        var peak = PeakMemory.Start();
        using var ladder = new Ladder(model, options);
        var contestant = ladder.Create(options.Rungs![0]);
        if (contestant is PythonContestant python) await python.StartAsync(examples);
        await contestant.StepAsync(examples, isUpdated: true);
        var bytes = contestant is PythonContestant other ? other.PeakBytes : peak.Bytes ?? 0;
        var planned = contestant is PassContestant pass ? pass.PlannedBytes(examples) ?? 0 : 0;
        Console.WriteLine(FormattableString.Invariant($"{bytes} {planned}"));
        return 0;
    }
}
