using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Tokenization;
using Microsoft.ML.Tokenizers;
using PreTokenizer = AgentTuning.Tokenization.PreTokenizer;

namespace AgentTuning.Bench;

/// <summary>Speed of encoding, and of rendering with a loss mask, beside the encoding of Microsoft.ML.Tokenizers with the same vocabulary.</summary>
static class TokenizationBenchmark
{
    const string TokenizerFileName = "tokenizer.json";
    const int Rounds = 12;
    static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(0.5);

    public static async Task<int> RunAsync(string[] args)
    {
        var path = args is [var given, ..] ? given : Path.Combine("..", "shared", "data", "agentinstruct", "sample-100.json");
        var conversations = await ConversationFile.ReadAsync(path).ToListAsync();
        var texts = conversations.SelectMany(conversation => conversation.Turns).Select(turn => turn.Text).ToArray();
        var bytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text));

        var start = Stopwatch.GetTimestamp();
        var trained = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 4096 }).Train(texts);
        Print($"training              {trained.VocabularySize} tokens of {bytes / 1e6:F2} MB in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");

        var folder = Directory.CreateTempSubdirectory("agenttuning-bench-").FullName;
        try
        {
            await trained.SaveAsync(folder);
            await MeasureAsync(folder, conversations, texts, bytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    static async Task MeasureAsync(string folder, List<Conversation> conversations, string[] texts, long bytes)
    {
        var ours = TokenizerFolder.Load(folder);
        var theirs = await LoadTheirsAsync(Path.Combine(folder, TokenizerFileName));
        var template = new Llama2ChatTemplate(ours);
        var tokens = texts.Sum(text => ours.Encode(text).Count);
        var rendered = conversations.Sum(conversation => template.Render(conversation).Length);
        var differing = texts.Count(text => !ours.Encode(text).SequenceEqual(theirs.EncodeToIds(text)));
        Print($"texts                 {texts.Length}, {tokens} tokens, ids differ on {differing}");

        // Interleaved, so that both meet the same disturbances; the best round of each counts.
        var (best, bestOfTheirs, bestRendering, bestCold) = (0.0, 0.0, 0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Max(best, PassesPerSecond(() => Array.ForEach(texts, text => ours.Encode(text))));
            bestOfTheirs = Math.Max(bestOfTheirs, PassesPerSecond(() => Array.ForEach(texts, text => theirs.EncodeToIds(text))));
            bestRendering = Math.Max(bestRendering, PassesPerSecond(() => conversations.ForEach(conversation => template.Render(conversation))));
            var fresh = TokenizerFolder.Load(folder);
            var start = Stopwatch.GetTimestamp();
            Array.ForEach(texts, text => fresh.Encode(text));
            bestCold = Math.Max(bestCold, 1 / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Report("encode", best, bytes, tokens);
        Report("encode, no word known", bestCold, bytes, tokens);
        Report("Microsoft.ML", bestOfTheirs, bytes, tokens);
        Report("render with mask", bestRendering, bytes, rendered);
        Print($"encode / Microsoft.ML {best / bestOfTheirs:F1}, one thread each");
    }

    static async Task<BpeTokenizer> LoadTheirsAsync(string path)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        var model = document.RootElement.GetProperty("model");
        var pattern = new Regex(PreTokenizer.SingleDigits.Pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);
        return BpeTokenizer.Create(new BpeOptions(
            model.GetProperty("vocab").EnumerateObject().Select(token => KeyValuePair.Create(token.Name, token.Value.GetInt32())))
        {
            Merges = [.. model.GetProperty("merges").EnumerateArray().Select(merge => merge.GetString()!)],
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(pattern, specialTokens: null),
        });
    }

    static double PassesPerSecond(Action pass)
    {
        var start = Stopwatch.GetTimestamp();
        var passes = 0;
        while (Stopwatch.GetElapsedTime(start) < RoundLength)
        {
            pass();
            passes++;
        }

        return passes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static void Report(string name, double passesPerSecond, long bytes, long tokens) =>
        Print($"{name,-22}{passesPerSecond * bytes / 1e6:F1} MB/s, {passesPerSecond * tokens / 1e6:F2} M tokens/s");

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
