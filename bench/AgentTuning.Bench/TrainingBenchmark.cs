using System.Diagnostics;
using System.Globalization;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using AgentTuning.Llama.Training;
using static TorchSharp.torch;

namespace AgentTuning.Bench;

/// <summary>Tokens per second of training a small model, beside what the machine's matrix product would allow.</summary>
static class TrainingBenchmark
{
    const int VocabularySize = 1000;
    const int MatrixSize = 1536;

    public static async Task<int> RunAsync(string[] args)
    {
        NativeTorch.EnsureLoaded();
        var options = new TrainingOptions { Steps = Argument(args, 0, 40), TokensPerStep = Argument(args, 1, 8192), Shards = Argument(args, 2, 4) };
        var examples = AgentLikeExamples.Create(2000, VocabularySize, seed: 1);
        using var model = new LlamaModel(LlamaPresets.Small(VocabularySize), seed: 1);
        var folder = Directory.CreateTempSubdirectory("agenttuning-bench-").FullName;
        try
        {
            var limit = MatrixProductFlops(options.Shards);
            var process = Process.GetCurrentProcess();
            var cpu = process.TotalProcessorTime;
            var rates = new RateWatcher();
            var summary = await new Trainer(model, options, examples, folder, TimeProvider.System).RunAsync(rates);
            process.Refresh();
            var cpuSeconds = (process.TotalProcessorTime - cpu).TotalSeconds;
            limit = Math.Max(limit, MatrixProductFlops(options.Shards));

            var flops = FlopsPerToken(model.Config, examples.Average(example => example.Length), summary.SupervisedTokens / (double)summary.Tokens);
            Print($"model                {model.Config.ParameterCount / 1e6:F2} M parameters, {options.Shards} shards of one thread");
            Print($"documents            {summary.Tokens} tokens, {summary.SupervisedTokens * 100.0 / summary.Tokens:F0} % with loss");
            Print($"training             {rates.Best / 1e3:F1} k tokens/s over the best 30 steps, {summary.Tokens / summary.Duration.TotalSeconds / 1e3:F1} k in all");
            Print($"processor time       {cpuSeconds / summary.Tokens * 1e6:F1} µs per token");
            Print($"fp32 matrix product  {limit / 1e9:F0} GFLOP/s on {options.Shards} threads");
            Print($"share of that limit  {rates.Best * flops / limit * 100:F0} % ({flops / 1e6:F1} MFLOP per token, one document at a time)");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Forward once and backward twice, for every matrix product of every token; attention over half the mean length.
    static double FlopsPerToken(LlamaConfig config, double meanLength, double supervisedShare)
    {
        double hidden = config.HiddenSize;
        var layer = hidden * hidden * 2 + hidden * 2 * config.KeyValueHeadCount * config.HeadSize + 3 * hidden * config.IntermediateSize;
        var attention = 2 * hidden * meanLength / 2;
        return 6 * (config.LayerCount * (layer + attention) + config.VocabularySize * hidden * supervisedShare);
    }

    static double MatrixProductFlops(int threads)
    {
        var before = get_num_threads();
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var (a, b) = (rand(MatrixSize, MatrixSize), rand(MatrixSize, MatrixSize));
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            a.matmul(b).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        set_num_threads(before);
        return 2 * Math.Pow(MatrixSize, 3) / best;
    }

    static int Argument(string[] args, int index, int absent) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : absent;

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    sealed class RateWatcher : IProgress<TrainingProgress>
    {
        public double Best { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Step > 10) Best = Math.Max(Best, value.TokensPerSecond);
        }
    }
}
