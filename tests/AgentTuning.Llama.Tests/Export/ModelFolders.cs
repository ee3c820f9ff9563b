using System.Text;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Models;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Export;

/// <summary>Folders with a small model of a family and a tokenizer, as the tool writes them.</summary>
static class ModelFolders
{
    public const string Text = "The quick brown fox, 12 years old, jumps over the lazy dog's 345 hats: SELECT name FROM `hats` WHERE id = 7; naïve café — 東京 😀";

    /// <summary>Writes one; the same arguments give the same bytes.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="family">One of <see cref="TinyFamilies"/>.</param>
    /// <param name="preTokenizer">How the vocabulary cuts text.</param>
    /// <param name="type">Of the weights on disk.</param>
    /// <param name="hidden">The width.</param>
    public static async Task WriteAsync(string folder, string family, PreTokenizer preTokenizer, WeightType type = WeightType.F32, int hidden = 64)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tokenizer = new BpeTrainer(new() { VocabularySize = 320, PreTokenizer = preTokenizer }).Train(Enumerable.Repeat(Text, 3));
        await tokenizer.SaveAsync(folder, new() { ChatTemplate = "{{ messages[0]['content'] }}", ModelMaxLength = 300 }, cancellation);
        await WriteModelAsync(folder, family, type, hidden, tokenizer.VocabularySize + 5);
    }

    /// <summary>Writes a Llama 2 with a <c>tokenizer.model</c>, as SentencePiece makes them.</summary>
    /// <param name="folder">Where it goes.</param>
    public static async Task WriteSentencePieceAsync(string folder)
    {
        string[] merged = ["th", "he", "the", "\u2581the", "qu", "\u2581qu", "ick", "ck", "\u2581quick", "bro", "br", "ro", "12", "\u2581S", "SE", "LE"];
        var letters = Text.EnumerateRunes().Select(rune => rune.ToString()).Distinct().Where(letter => letter is not (" " or "東" or "😀")).Order(StringComparer.Ordinal);
        List<(string Text, float Score, int Kind)> pieces = [("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3)];
        pieces.AddRange(Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, 6)));
        pieces.AddRange(merged.Select((text, rank) => (text, -(float)rank, 1)));
        pieces.AddRange(letters.Prepend("\u2581").Select((text, rank) => (text, -1000f - rank, 1)));
        Directory.CreateDirectory(folder);
        using var stream = new MemoryStream();
        foreach (var (text, score, kind) in pieces)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            stream.Write([0x0A, (byte)(bytes.Length + 9), 0x0A, (byte)bytes.Length, .. bytes, 0x15, .. BitConverter.GetBytes(score), 0x18, (byte)kind]);
        }
        stream.Write([0x12, 0x05, 0x18, 0x02, 0x98, 0x02, 0x01]); // training: BPE, byte fallback
        stream.Write([0x1A, 0x04, 0x18, 0x01, 0x20, 0x00]); // normalizer: a space in front, extra spaces stay
        await File.WriteAllBytesAsync(Path.Combine(folder, "tokenizer.model"), stream.ToArray(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "tokenizer_config.json"),
            """{"tokenizer_class":"LlamaTokenizer","add_bos_token":false,"bos_token":"<s>","eos_token":"</s>","unk_token":"<unk>"}""",
            TestContext.Current.CancellationToken);
        await WriteModelAsync(folder, "llama 2", WeightType.F32, hidden: 64, pieces.Count);
    }

    static async Task WriteModelAsync(string folder, string family, WeightType type, int hidden, int vocabulary)
    {
        var first = File.Exists(Path.Combine(folder, "tokenizer.model")) ? 1 : 0; // behind <unk>
        var config = TinyFamilies.Of(family) with
        {
            HiddenSize = hidden,
            IntermediateSize = 96,
            VocabularySize = vocabulary,
            BeginningOfTextId = first,
            EndOfTextId = first + 1,
            OtherEndOfTextIds = [],
            WeightType = type,
        };
        if (family == "qwen 3") config = config with { HeadSize = 32 };
        if (config.SlidingWindow is not null) config = config with { SlidingWindow = 250 }; // llama.cpp has no windows in these families
        using var model = new LlamaModel(config, seed: 3);
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach (var (name, weight) in model.NamedWeights())
            {
                if (weight.dim() == 1) weight.add_(linspace(-0.5, 0.5, weight.numel()));
                if (name is "model.embed_tokens.weight" or "lm_head.weight") weight.mul_(20);
            }
        }
        await LlamaCheckpoint.SaveAsync(folder, model, cancellationToken: TestContext.Current.CancellationToken);
    }
}
