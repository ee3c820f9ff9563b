using System.Globalization;
using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Templates;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Training;

/// <summary>The model that is tuned: its shape, tokenizer and template at once, its weights when they are asked for.</summary>
/// <param name="Config">The shape.</param>
/// <param name="Tokenizer">Encodes what it learns.</param>
/// <param name="Template">Renders conversations for it.</param>
/// <param name="Load">Reads or makes the weights, for options whose precision is decided.</param>
sealed record Student(LlamaConfig Config, ITokenizer Tokenizer, IChatTemplate Template, Func<TrainingOptions, LlamaModel> Load)
{
    /// <summary>Tokenizer and template as they go into the trained model's folder.</summary>
    public required IReadOnlyList<CheckpointFile> Files { get; init; }

    /// <summary>Opens the model of a folder, or plans a new one with a vocabulary made from what was read.</summary>
    public static async Task<Student> OpenAsync(TrainingRequest request, TrainingSources sources, CommandContext context, CancellationToken cancellationToken) =>
        request.Model is { } folder ? Open(folder, request, context.Clock) : await MakeAsync(request, sources, context, cancellationToken);

    /// <summary>The longest example that is trained on.</summary>
    public int MaxLength(TrainingRequest request) => Math.Min(request.Options.MaxLength ?? int.MaxValue, Config.MaxPositions);

    /// <summary>Writes the tokenizer's files into the trained model's folder and gives them.</summary>
    public async Task<IReadOnlyList<CheckpointFile>> SaveTokenizerAsync(string output, CancellationToken cancellationToken)
    {
        foreach (var file in Files)
            await AtomicFile.WriteAllBytesAsync(Path.Combine(output, file.Name), file.Bytes, cancellationToken);
        return Files;
    }

    /// <summary>The shape of the model in a folder.</summary>
    public static LlamaConfig ReadConfig(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        return File.Exists(path) ? LlamaConfigJson.Read(path) : throw new FileNotFoundException($"{folder} has no config.json, expected a model in Hugging Face format.", path);
    }

    static Student Open(string folder, TrainingRequest request, TimeProvider clock)
    {
        var templateFile = request.ChatTemplate;
        var tokenizer = TokenizerFolder.Load(folder);
        var source = templateFile is null ? ChatTemplateSource.Find(folder) : ChatTemplateSource.FromFile(templateFile, folder);
        var template = source is null ? new Llama2ChatTemplate(tokenizer) : ModelChatTemplate.Create(source, tokenizer, clock);
        // A template that the folder lacks, or has otherwise, goes where readers look first.
        var written = source is null ? Llama2ChatTemplate.Jinja : templateFile is null ? null : source.Template;
        return new(ReadConfig(folder), tokenizer, template, options => LoadWeights(folder, options, request.Adapter)) { Files = TokenizerFiles.Of(folder, written) };
    }

    // Weights that stay are read in the type of products.
    static LlamaModel LoadWeights(string folder, TrainingOptions options, string? adapter)
    {
        if (options.Lora is null)
            return LlamaCheckpoint.Load(folder);
        var isNarrow = options.Pass.Precision == ComputePrecision.BF16;
        var model = LlamaCheckpoint.Load(folder, new LoadOptions { IsFrozen = true, MemoryType = isNarrow ? WeightType.BF16 : WeightType.F32 });
        if (adapter is not null)
            LoraCheckpoint.Attach(model, adapter);
        return model;
    }

    static async Task<Student> MakeAsync(TrainingRequest request, TrainingSources sources, CommandContext context, CancellationToken cancellationToken)
    {
        var source = request.VocabularyFrom.Count > 0 ? await SourceReader.ReadFilesAsync(request.VocabularyFrom, system: null, cancellationToken) : sources.ToLearn;
        var plain = request.VocabularyFrom.Count > 0 ? [] : sources.Texts.Select(text => text.Text);
        var trainer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = request.VocabularySize, PreTokenizer = PreTokenizer.BareWords });
        var tokenizer = trainer.Train(source.SelectMany(conversation => conversation.Turns.Select(turn => turn.Text)).Concat(plain));
        context.Remark(string.Create(CultureInfo.InvariantCulture, $"Made a vocabulary of {tokenizer.VocabularySize:N0} tokens from the data."));
        var config = request.Shape with
        {
            VocabularySize = tokenizer.VocabularySize,
            BeginningOfTextId = tokenizer.BeginningOfTextId,
            EndOfTextId = tokenizer.EndOfTextId,
        };
        return new(config, tokenizer, new Llama2ChatTemplate(tokenizer), options => new LlamaModel(config, options.Seed))
        {
            Files = TokenizerFiles.Of(tokenizer, config.MaxPositions),
        };
    }
}
