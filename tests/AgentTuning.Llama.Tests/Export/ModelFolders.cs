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
        var config = TinyFamilies.Of(family) with
        {
            HiddenSize = hidden,
            IntermediateSize = 96,
            VocabularySize = tokenizer.VocabularySize + 5,
            BeginningOfTextId = tokenizer.BeginningOfTextId,
            EndOfTextId = tokenizer.EndOfTextId,
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
        await tokenizer.SaveAsync(folder, new() { ChatTemplate = "{{ messages[0]['content'] }}", ModelMaxLength = config.MaxPositions }, cancellation);
        await LlamaCheckpoint.SaveAsync(folder, model, cancellationToken: cancellation);
    }
}
