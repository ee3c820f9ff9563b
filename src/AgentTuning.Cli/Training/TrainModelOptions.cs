using System.CommandLine;
using AgentTuning.Cli.Hub;
using AgentTuning.Llama.Models;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c> about the model: which one, where it goes, and the shape of a new one.</summary>
sealed class TrainModelOptions
{
    const string New = "new";

    readonly Option<string> _model = new("--model") { Description = "The folder of a model in Hugging Face format, its name on the hub, or 'new' to make one.", Required = true, HelpName = "folder|org/model|new" };
    readonly Option<string> _output = new("--output", "-o") { Description = "Where the trained model goes. A run that was interrupted goes on there.", HelpName = "folder" };
    readonly Option<string> _template = new("--chat-template") { Description = "A chat template in Jinja in the place of the model's own.", HelpName = "file" };
    readonly Option<string[]> _vocabularyFrom = OptionKinds.Files("--vocabulary-from", "Conversations or trajectories, as files or filtered run folders, to make the vocabulary from, instead of what is trained on.");
    readonly Option<int> _vocabulary = OptionKinds.Number("--vocabulary", "Tokens of the vocabulary.", 1024);
    readonly Option<int> _hidden = OptionKinds.Number("--hidden", "Width of the residual stream.", 128);
    readonly Option<int> _intermediate = OptionKinds.Number("--intermediate", "Width of the feed-forward layers.", 352);
    readonly Option<int> _layers = OptionKinds.Number("--layers", "Decoder layers.", 4);
    readonly Option<int> _heads = OptionKinds.Number("--heads", "Attention heads.", 4);
    readonly Option<int> _context = OptionKinds.Number("--context", "The longest conversation in tokens.", 2048);

    public OptionGroup Model => new("Model", [_model, _output, _template]);

    public OptionGroup Shape => new("With --model new", [_hidden, _intermediate, _layers, _heads, _context, _vocabulary, _vocabularyFrom]);

    /// <summary>True where a model is to be made.</summary>
    public bool IsNew(ParseResult result) => result.GetValue(_model) == New;

    public TrainingRequest AddTo(TrainingRequest request, ParseResult result)
    {
        var model = result.GetValue(_model)!;
        if (request.IsPlanOnly && ModelNames.Find(model) is { } known)
            return request with { Model = model, Shape = known };
        if (!request.IsPlanOnly && result.GetValue(_output) is null)
            throw new UsageException("Option '--output' is required: it names the folder where the trained model goes.");
        if (model != New && !ModelFolder.CanBe(model))
            throw new UsageException($"--model {model}: there is no such folder. It holds config.json, model.safetensors and tokenizer.json; 'new' makes a model. With --plan-only a name serves: {ModelNames.All}.");
        if (result.GetValue(_template) is { } template && (model == New || !File.Exists(template)))
            throw new UsageException(model == New ? "--chat-template goes with the folder of a model, not with 'new'." : $"--chat-template {template}: there is no such file.");
        return request with
        {
            ChatTemplate = result.GetValue(_template),
            Model = model == New ? null : model,
            Output = result.GetValue(_output) ?? "",
            VocabularySize = result.GetValue(_vocabulary),
            VocabularyFrom = InputFiles.Conversations(result, _vocabularyFrom),
            Shape = LlamaPresets.Small(result.GetValue(_vocabulary)) with
            {
                HiddenSize = result.GetValue(_hidden),
                IntermediateSize = result.GetValue(_intermediate),
                LayerCount = result.GetValue(_layers),
                HeadCount = result.GetValue(_heads),
                KeyValueHeadCount = result.GetValue(_heads),
                MaxPositions = result.GetValue(_context),
            },
        };
    }
}
