using System.CommandLine;
using System.Globalization;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c>.</summary>
sealed class TrainOptions
{
    const string New = "new";

    readonly Option<string> _model = new("--model") { Description = "The folder of a model in Hugging Face format, or 'new' to make one.", Required = true, HelpName = "folder|new" };
    readonly Option<string[]> _data = Files("--data", "Conversations or trajectories; loss on the model's own turns.");
    readonly Option<string[]> _text = Files("--text", "Plain texts (JSON lines of id and text); loss everywhere.");
    readonly Option<string[]> _validation = Files("--validation", "Conversations for the validation loss.");
    readonly Option<string[]> _vocabularyFrom = Files("--vocabulary-from", "With --model new: conversations or trajectories to make the vocabulary from, instead of what is trained on.");
    readonly Option<string> _output = new("--output", "-o") { Description = "Where the trained model goes. A run that was interrupted goes on there.", Required = true, HelpName = "folder" };
    readonly Option<int> _epochs = Number("--epochs", "Passes over the examples.", 1);
    readonly Option<int?> _steps = new("--steps") { Description = "Optimizer steps, instead of --epochs.", HelpName = "n" };
    readonly Option<OptimizerKind> _optimizer = new("--optimizer")
    {
        Description = "AdamW, or Muon for the matrices inside the layers: fewer tokens to the same loss for a model made from nothing.",
        HelpName = "name",
        DefaultValueFactory = _ => OptimizerKind.AdamW,
        CustomParser = argument =>
        {
            var value = argument.Tokens is [var token] ? token.Value : "";
            if (Enum.GetNames<OptimizerKind>().FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } found)
                return Enum.Parse<OptimizerKind>(found);
            argument.AddError($"--optimizer is '{value}', expected {string.Join(" or ", Enum.GetNames<OptimizerKind>())}.");
            return OptimizerKind.AdamW;
        },
    };
    readonly Option<double> _learningRate = Real("--learning-rate", "The highest learning rate.", 1e-3);
    readonly Option<double> _warmup = Real("--warmup", "The share of the steps over which the learning rate rises.", 0.03);
    readonly Option<double> _finalShare = Real("--final-learning-rate", "The learning rate of the last step as a share of the highest.", 0.1);
    readonly Option<double> _weightDecay = Real("--weight-decay", "Weight decay of matrices, whichever the optimizer.", 0.1);
    readonly Option<double> _beta2 = Real("--beta2", "The memory of AdamW's squared gradient.", 0.95);
    readonly Option<int> _tokensPerStep = Number("--tokens-per-step", "Tokens in an optimizer step.", 4096);
    readonly Option<int?> _maxLength = new("--max-length") { Description = "The longest example in tokens. Default: the model's context.", HelpName = "n" };
    readonly Option<bool> _drop = new("--drop-unusable") { Description = "Leave out examples that are too long or have no loss, and count them, instead of refusing." };
    readonly Option<int> _shards = Number("--shards", "Threads that share a step. The result depends on it, not on the machine's cores.", 4);
    readonly Option<int> _checkpointEvery = Number("--checkpoint-every", "Steps between two checkpoints to go on from.", 200);
    readonly Option<int> _seed = Number("--seed", "Seeds the order of the examples, and the weights of a new model.", 0);
    readonly Option<int> _hidden = Number("--hidden", "With --model new: width of the residual stream.", 128);
    readonly Option<int> _intermediate = Number("--intermediate", "With --model new: width of the feed-forward layers.", 352);
    readonly Option<int> _layers = Number("--layers", "With --model new: decoder layers.", 4);
    readonly Option<int> _heads = Number("--heads", "With --model new: attention heads.", 4);
    readonly Option<int> _context = Number("--context", "With --model new: the longest conversation in tokens.", 2048);
    readonly Option<int> _vocabulary = Number("--vocabulary", "With --model new: tokens of the vocabulary.", 1024);

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _model, _data, _text, _validation, _vocabularyFrom, _output, _epochs, _steps, _optimizer, _learningRate, _warmup, _finalShare, _weightDecay, _beta2,
            _tokensPerStep, _maxLength, _drop, _shards, _checkpointEvery, _seed, _hidden, _intermediate, _layers, _heads, _context, _vocabulary,
        ];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">A file is missing, or a value is out of range.</exception>
    public TrainingRequest Read(ParseResult result)
    {
        var model = result.GetValue(_model)!;
        if (model != New && !Directory.Exists(model))
            throw new UsageException($"--model {model}: there is no such folder. It holds config.json, model.safetensors and tokenizer.json; 'new' makes a model.");
        try
        {
            return new TrainingRequest
            {
                Model = model == New ? null : model,
                Shape = ReadShape(result),
                VocabularySize = result.GetValue(_vocabulary),
                Data = Existing(result, _data),
                Texts = Existing(result, _text),
                VocabularyFrom = Existing(result, _vocabularyFrom),
                Validation = Existing(result, _validation),
                Output = result.GetValue(_output)!,
                Options = ReadOptions(result),
            };
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new UsageException(exception.Message.ReplaceLineEndings(" "));
        }
    }

    LlamaConfig ReadShape(ParseResult result) => LlamaPresets.Small(result.GetValue(_vocabulary)) with
    {
        HiddenSize = result.GetValue(_hidden),
        IntermediateSize = result.GetValue(_intermediate),
        LayerCount = result.GetValue(_layers),
        HeadCount = result.GetValue(_heads),
        KeyValueHeadCount = result.GetValue(_heads),
        MaxPositions = result.GetValue(_context),
    };

    TrainingOptions ReadOptions(ParseResult result) => new()
    {
        Optimizer = result.GetValue(_optimizer),
        LearningRate = result.GetValue(_learningRate),
        WarmupShare = result.GetValue(_warmup),
        FinalLearningRateShare = result.GetValue(_finalShare),
        WeightDecay = result.GetValue(_weightDecay),
        Beta2 = result.GetValue(_beta2),
        TokensPerStep = result.GetValue(_tokensPerStep),
        Epochs = result.GetValue(_epochs),
        Steps = result.GetValue(_steps),
        MaxLength = result.GetValue(_maxLength),
        Unusable = result.GetValue(_drop) ? UnusableExamples.Drop : UnusableExamples.Refuse,
        Seed = result.GetValue(_seed),
        Shards = result.GetValue(_shards),
        CheckpointInterval = result.GetValue(_checkpointEvery),
    };

    static string[] Existing(ParseResult result, Option<string[]> option)
    {
        var files = result.GetValue(option) ?? [];
        foreach (var file in files)
            if (!File.Exists(file))
                throw new UsageException($"{option.Name} {file}: there is no such file.");
        return files;
    }

    static Option<string[]> Files(string name, string description) => new(name) { Description = description, HelpName = "file", AllowMultipleArgumentsPerToken = true };

    static Option<int> Number(string name, string description, int value) => new(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => value };

    static Option<double> Real(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "x",
        DefaultValueFactory = _ => value,
        CustomParser = argument =>
        {
            if (argument.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            argument.AddError($"{name} is '{string.Join(' ', argument.Tokens.Select(token => token.Value))}', expected a number such as 0.001 or 1e-3.");
            return value;
        },
    };
}
