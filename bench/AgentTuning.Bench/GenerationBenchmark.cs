using System.Diagnostics;
using System.Globalization;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Models;

namespace AgentTuning.Bench;

/// <summary>Tokens per second of generation, beside TorchSharp eager and beside what the machine's memory would allow.</summary>
static class GenerationBenchmark
{
    const int PromptLength = 450;
    const int ReplyLength = 60;
    const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var config = Config(args.Length > 0 ? args[0] : "small");
        using var model = new LlamaModel(config, seed: 1);
        var bandwidth = MemoryBandwidth.Measure();
        Print($"model          {config.ParameterCount / 1e6:F2} M parameters, prompts of {PromptLength} tokens, replies of {ReplyLength}, best of {Rounds} rounds");
        Print($"memory         {bandwidth / 1e9:F1} GB/s read by {Environment.ProcessorCount} threads");
        foreach (var count in new[] { 1, 8, 64 })
        {
            var prompts = Prompts(count, config.VocabularySize);
            var limit = bandwidth * count / BytesPerStep(config, count);
            Print($"{count} conversations; every weight, key and value once per step from memory: {limit / 1e3:F1} k generated tokens/s");
            Print("generator", await BestAsync(() => GenerateAsync(model, prompts)), count);
            Print("TorchSharp", await BestAsync(() => Task.FromResult(EagerGeneration.Run(model, prompts, ReplyLength))), count);
        }

        return 0;
    }

    static LlamaConfig Config(string name) => name switch
    {
        "small" => LlamaPresets.Small(vocabularySize: 1000),
        "medium" => LlamaPresets.Small(vocabularySize: 4096) with
        {
            HiddenSize = 384,
            IntermediateSize = 1024,
            LayerCount = 6,
            HeadCount = 6,
            KeyValueHeadCount = 6,
        },
        _ => throw new ArgumentException($"The model is '{name}', expected 'small' or 'medium'.", nameof(name)),
    };

    // The second run finds the prompts computed, so that it measures the replies alone.
    static async Task<(double Prompts, double Replies)> GenerateAsync(LlamaModel model, int[][] prompts)
    {
        using var generator = new LlamaGenerator(model);
        return (await TimeAsync(1), await TimeAsync(ReplyLength));

        async Task<double> TimeAsync(int length)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(prompts.Select(prompt => generator.GenerateAsync(new() { PromptIds = [.. prompt], MaxNewTokens = length })));
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    static async Task<(double Prompts, double Replies)> BestAsync(Func<Task<(double Prompts, double Replies)>> measure)
    {
        var best = (Prompts: double.MaxValue, Replies: double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            var (prompts, replies) = await measure();
            best = (Math.Min(best.Prompts, prompts), Math.Min(best.Replies, replies));
        }

        return best;
    }

    static int[][] Prompts(int count, int vocabularySize)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, PromptLength).Select(_ => random.Next(vocabularySize)).ToArray())];
    }

    static double BytesPerStep(LlamaConfig config, int count)
    {
        var keysAndValues = 2.0 * config.LayerCount * config.KeyValueHeadCount * config.HeadSize * (PromptLength + ReplyLength / 2);
        return sizeof(float) * (config.ParameterCount + count * keysAndValues);
    }

    static void Print(string engine, (double Prompts, double Replies) seconds, int count) => Print(
        $"  {engine,-12} prompts {count * PromptLength / seconds.Prompts / 1e3,6:F1} k tokens/s, replies {count * ReplyLength / seconds.Replies / 1e3,6:F2} k tokens/s, all in {seconds.Prompts + seconds.Replies:F2} s");

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
