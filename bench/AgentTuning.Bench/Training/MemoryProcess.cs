using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Bench.Training;

/// <summary>The peak of one contestant, in a process that has seen no other.</summary>
static class MemoryProcess
{
    const int Examples = 4;

    /// <summary>The longest examples of a step: what a machine must have memory for.</summary>
    public static ImmutableArray<TokenizedExample> LongestOf(ImmutableArray<TokenizedExample> examples) =>
        [.. examples.OrderByDescending(example => example.Length).Take(Examples)];

    /// <summary>Bytes beyond an empty process, and those that the memory plan says; null where there are none.</summary>
    public static async Task<(long? Peak, long? Planned)> PeakAsync(string model, string rung, TrainingBenchmarkOptions options)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(MemoryProcess).Assembly.Location);
        List<string> arguments =
        [
            "training", "--memory-process", "--model", model, "--only", rung, "--threads", Text(options.Threads), "--rows", Text(options.Rows), "--python", options.Python, "--seed", Text(options.Seed),
        ];
        if (options.Batch is { } batch) arguments.AddRange("--batch", Text(batch));
        if (options.Examples is { } examples) arguments.AddRange("--examples", Text(examples));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var numbers = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return process.ExitCode == 0 && numbers is [var peak, var planned] ? (Positive(peak), Positive(planned)) : (null, null);
    }

    static long? Positive(string number) => long.TryParse(number, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
