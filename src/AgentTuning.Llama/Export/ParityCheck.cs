using AgentTuning.Export;
using AgentTuning.Gguf;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>Reads an exported model back and compares it with its source: shape, vocabulary, ids of texts, scores, greedy tokens.</summary>
public static class ParityCheck
{
    const long SmallParameterCount = 30_000_000;

    /// <summary>Compares a GGUF file with the folder that it was made of.</summary>
    /// <param name="folder">The source.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How it was written.</param>
    /// <param name="toolVersion">Goes into the report.</param>
    /// <param name="cancellationToken">Stops between tokens.</param>
    /// <exception cref="InvalidDataException">One of the two is damaged.</exception>
    public static ParityReport OfGguf(
        string folder, string path, GgufExportOptions options, string toolVersion, CancellationToken cancellationToken = default)
    {
        NativeTorch.EnsureLoaded();
        using var source = new CheckpointWeights(folder);
        using var export = new GgufWeights(path);
        var expected = new TokenizerSource(folder).ReadVocabulary(options.PreTokenizer).PadTo(source.Config.VocabularySize);
        var tokenizer = TokenizerFolder.Load(folder);
        var other = TokenizerFolder.Load(path);
        var type = GgufExportTypes.NameOf(options.Type);
        var report = Compare(source, export, tokenizer, ParityOptions.For(type, IsExact(source.Config.WeightType, options.Type)), cancellationToken);
        return report with
        {
            Source = folder,
            Export = path,
            Format = "gguf",
            Type = type,
            ToolVersion = toolVersion,
            ShapeDifferences = ShapeComparison.Differences(source.Config, export.Config, isGguf: true),
            Texts = ParityTexts.All.Count,
            EqualTexts = Equal(tokenizer, other, isComposed: expected.ComposesCharacters),
            TokenizerDifferences = VocabularyComparison.Differences(expected, export.Keys),
            Remarks = Remarks(source.Config, expected),
        };
    }

    /// <summary>Compares a folder with the one that it was made of.</summary>
    /// <param name="folder">The source.</param>
    /// <param name="output">The folder that was written.</param>
    /// <param name="type">The number type on disk; null where it is that of the source.</param>
    /// <param name="toolVersion">Goes into the report.</param>
    /// <param name="cancellationToken">Stops between tokens.</param>
    /// <exception cref="InvalidDataException">One of the two is damaged.</exception>
    public static ParityReport OfFolder(
        string folder, string output, WeightType? type, string toolVersion, CancellationToken cancellationToken = default)
    {
        NativeTorch.EnsureLoaded();
        using var source = new CheckpointWeights(folder);
        using var export = new CheckpointWeights(output);
        var tokenizer = TokenizerFolder.Load(folder);
        var other = TokenizerFolder.Load(output);
        var name = ConfigFields.NameOf(type ?? source.Config.WeightType);
        var isExact = type is null or WeightType.F32 || type == source.Config.WeightType;
        var report = Compare(source, export, tokenizer, ParityOptions.For(type == WeightType.F16 ? "f16" : "bf16", isExact), cancellationToken);
        return report with
        {
            Source = folder,
            Export = output,
            Format = "hf",
            Type = name,
            ToolVersion = toolVersion,
            ShapeDifferences = ShapeComparison.Differences(source.Config, export.Config, isGguf: false),
            Texts = ParityTexts.All.Count,
            EqualTexts = Equal(tokenizer, other, isComposed: false),
        };
    }

    static ParityReport Compare(
        CheckpointWeights source, IWeightReader export, PipelineTokenizer tokenizer, ParityOptions options, CancellationToken cancellationToken)
    {
        using var threads = new OperatorThreads(isSmall: source.Config.ParameterCount < SmallParameterCount);
        using var ours = new LayeredModel(source);
        using var theirs = new LayeredModel(export);
        var length = Math.Min(options.MaxLength, source.Config.MaxPositions - options.NewTokens);
        List<int[]> prompts = [.. ParityTexts.All.Select(text => tokenizer.Encode(text).Take(length).ToArray()).Where(ids => ids.Length > 0)];
        var continued = prompts.Take(ParityTexts.Continued).ToList();
        for (var i = 0; i < options.NewTokens; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            continued = [.. continued.Zip(ours.Logits(continued, fromPosition: -1), Append)];
        }
        List<int[]> texts = [.. continued, .. prompts.Skip(ParityTexts.Continued)];
        var scores = new ParityScores(options.Logits);
        foreach (var ((mine, other), index) in ours.Logits(texts).Zip(theirs.Logits(texts)).Select((pair, index) => (pair, index)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (mine)
            using (other)
                scores.Add(mine, other, index < continued.Count ? options.NewTokens : 0);
        }
        return new()
        {
            Source = "",
            Export = "",
            Format = "",
            Type = "",
            ToolVersion = "",
            ShapeDifferences = [],
            TokenizerDifferences = [],
            Texts = 0,
            EqualTexts = 0,
            Positions = scores.Positions,
            LargestLogitDifference = scores.Largest,
            LogitLimit = options.Logits,
            GreedyTokens = scores.Greedy,
            EqualGreedyTokens = scores.Equal,
            TiedGreedyTokens = scores.Tied,
            Prompts = [.. continued.Select((ids, i) => new ParityPrompt(tokenizer.Decode(prompts[i]), prompts[i], ids[prompts[i].Length..]))],
            Remarks = [],
        };
    }

    // Where the file cannot say that characters are composed, composed text must still have the same ids.
    static int Equal(PipelineTokenizer source, PipelineTokenizer export, bool isComposed) =>
        ParityTexts.All.Select(text => isComposed ? ComposedText.Of(text) : text).Count(text => source.Encode(text).SequenceEqual(export.Encode(text)));

    static int[] Append(int[] ids, Tensor logits)
    {
        using (logits)
        {
            using var likeliest = logits[0].argmax();
            return [.. ids, (int)likeliest.item<long>()];
        }
    }

    static bool IsExact(WeightType stored, GgufTensorType type) => type switch
    {
        GgufTensorType.F32 => true,
        GgufTensorType.F16 => stored == WeightType.F16,
        GgufTensorType.BF16 => stored == WeightType.BF16,
        _ => false,
    };

    static List<string> Remarks(LlamaConfig config, GgufVocabulary vocabulary)
    {
        var remarks = new List<string>();
        if (config.SlidingWindow is { } window)
            remarks.Add($"llama.cpp lets every position of this family see all before it; the model's window is {window} positions, so longer contexts differ.");
        if (vocabulary.ComposesCharacters)
            remarks.Add("llama.cpp does not compose characters (NFC) as this tokenizer does, so text with separate accents gets other ids.");
        if (vocabulary.Pre == "superbpe")
            remarks.Add("llama.cpp has no pre-tokenizer for bare words. 'superbpe' gives the same ids wherever no merge joins a letter and a sign.");
        return remarks;
    }
}
