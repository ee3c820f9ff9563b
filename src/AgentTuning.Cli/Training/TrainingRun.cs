using System.Globalization;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Training;

/// <summary>Reads the data, opens or makes the model, and trains it.</summary>
static class TrainingRun
{
    static readonly string[] TokenizerFiles = ["tokenizer.json", "tokenizer_config.json"];

    /// <summary>Trains to the end, or from where an interrupted run stood.</summary>
    public static async Task<TrainingSummary> RunAsync(TrainingRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        var conversations = await ReadAsync(request.Data, cancellationToken);
        var texts = await ReadTextsAsync(request.Texts, cancellationToken);
        if (conversations.Count + texts.Count == 0)
            throw new InvalidDataException("There is nothing to train on: the files of --data and --text hold no record.");

        var tokenizer = request.Model is { } folder
            ? ByteLevelBpeTokenizer.Load(folder)
            : await MakeTokenizerAsync(request, conversations, texts, context, cancellationToken);
        var template = new Llama2ChatTemplate(tokenizer);
        TokenizedExample[] examples = [.. conversations.Select(template.Render), .. texts.Select(text => PlainTextExample.Of(text, tokenizer))];
        TokenizedExample[] validation = [.. (await ReadAsync(request.Validation, cancellationToken)).Select(template.Render)];

        using var model = request.Model is null ? Make(request, tokenizer) : LlamaCheckpoint.Load(request.Model);
        context.Remark(Describe(model, examples));
        await tokenizer.SaveAsync(request.Output, new TokenizerSaveOptions { ModelMaxLength = model.Config.MaxPositions }, cancellationToken);
        var trainer = new Trainer(model, request.Options, examples, request.Output, context.Clock)
        {
            ValidationExamples = validation,
            Files = [.. TokenizerFiles.Select(name => new CheckpointFile(name, File.ReadAllBytes(Path.Combine(request.Output, name))))],
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Drain, cancellationToken);
        return await TrainingDisplay.ShowAsync(context, progress => trainer.RunAsync(progress, stop.Token));
    }

    static async Task<List<Conversation>> ReadAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var conversations = new List<Conversation>();
        foreach (var file in files)
            await foreach (var conversation in ConversationFile.ReadAsync(file, cancellationToken: cancellationToken))
                conversations.Add(conversation);
        return conversations;
    }

    static async Task<List<PlainText>> ReadTextsAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var texts = new List<PlainText>();
        foreach (var file in files)
            await foreach (var text in PlainTextFile.ReadAsync(file, cancellationToken))
                texts.Add(text);
        return texts;
    }

    static async Task<ByteLevelBpeTokenizer> MakeTokenizerAsync(
        TrainingRequest request, List<Conversation> conversations, List<PlainText> texts, CommandContext context, CancellationToken cancellationToken)
    {
        var source = request.VocabularyFrom.Count > 0 ? await ReadAsync(request.VocabularyFrom, cancellationToken) : conversations;
        var plain = request.VocabularyFrom.Count > 0 ? [] : texts.Select(text => text.Text);
        var trainer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = request.VocabularySize, PreTokenizer = PreTokenizer.BareWords });
        var tokenizer = trainer.Train(source.SelectMany(conversation => conversation.Turns.Select(turn => turn.Text)).Concat(plain));
        context.Remark(string.Create(CultureInfo.InvariantCulture, $"Made a vocabulary of {tokenizer.VocabularySize:N0} tokens from the data."));
        return tokenizer;
    }

    static LlamaModel Make(TrainingRequest request, ByteLevelBpeTokenizer tokenizer) => new(
        request.Shape with
        {
            VocabularySize = tokenizer.VocabularySize,
            BeginningOfTextId = tokenizer.BeginningOfTextId,
            EndOfTextId = tokenizer.EndOfTextId,
        },
        request.Options.Seed);

    static string Describe(LlamaModel model, TokenizedExample[] examples)
    {
        var parameters = model.NamedWeights().Sum(weight => weight.Value.numel());
        var tokens = examples.Sum(example => (long)example.Length);
        var supervised = examples.Sum(example => (long)example.Mask.Count(hasLoss => hasLoss));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{parameters / 1e6:0.00} M parameters, {examples.Length:N0} examples, {tokens / 1e6:0.00} M tokens, {100.0 * supervised / tokens:0} % of them with loss.");
    }
}
