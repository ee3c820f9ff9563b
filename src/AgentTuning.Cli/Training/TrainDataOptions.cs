using System.CommandLine;
using AgentTuning.Datasets;
using AgentTuning.Files;
using AgentTuning.Fitting;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c> about the data: what is read, what is drawn, and what becomes of examples that do not fit.</summary>
sealed class TrainDataOptions
{
    readonly Option<string[]> _data = OptionKinds.Files("--data", "Conversations or trajectories, as files or filtered run folders, gone through in epochs; loss on the model's own turns.");
    readonly Option<string[]> _text = OptionKinds.Files("--text", "Plain texts (JSON lines of id and text); loss everywhere.");
    readonly Option<string[]> _agent = OptionKinds.Files("--agent-data", "Agent conversations to draw with probability η: files, or run folders that were filtered.", "path");
    readonly Option<string[]> _general = OptionKinds.Files("--general-data", "General conversations to draw otherwise: files, or generated:<n>; @weight behind one sets its share among them.", "source[@weight]");
    readonly Option<double> _eta = OptionKinds.Real("--eta", "η: the probability that an example is an agent one.", 0.2);
    readonly Option<string?> _system = new("--system") { Description = "A system prompt for conversations that have none.", HelpName = "text" };
    readonly Option<string> _cleanUp = new("--alternation") { Description = "Clean --general-data; where a side speaks twice in a row: cut, merge, drop, keep. none: no clean-up at all.", HelpName = "what", DefaultValueFactory = _ => "cut" };
    readonly Option<bool> _skipMalformed = OptionKinds.Switch("--skip-malformed", "Pass over records of --general-data that cannot be read, and count them.");
    readonly Option<string[]> _validation = OptionKinds.Files("--validation", "Conversations for the validation loss, which is given by source.");
    readonly Option<int?> _maxLength = OptionKinds.OptionalNumber("--max-length", "The longest example in tokens. Default: the model's context.");
    readonly Option<LongExamples> _long = OptionKinds.Choice("--long-examples", "What becomes of longer ones.", LongExamples.Raise);
    readonly Option<bool> _dropWithoutLoss = OptionKinds.Switch("--drop-without-loss", "Leave out examples without a token that has loss, and count them, instead of refusing.");

    public OptionGroup Group => new(
        "Data",
        [_data, _text, _agent, _general, _eta, _system, _cleanUp, _skipMalformed, _validation, _maxLength, _long, _dropWithoutLoss]);

    public TrainingRequest AddTo(TrainingRequest request, ParseResult result)
    {
        var (agent, general) = (result.GetValue(_agent)!, result.GetValue(_general)!);
        var isDrawn = agent.Length + general.Length > 0;
        if (isDrawn && result.GetValue(_data)!.Length + result.GetValue(_text)!.Length > 0)
            throw new UsageException("--data and --text are gone through in epochs, --agent-data and --general-data are drawn by ratio: give one kind or the other.");
        if (!isDrawn && result.GetResult(_eta) is { Implicit: false })
            throw new UsageException("--eta is the ratio of --agent-data and --general-data: give these, or leave it out.");
        return request with
        {
            Data = InputFiles.Conversations(result, _data),
            Texts = InputFiles.Existing(result, _text),
            AgentData = agent,
            GeneralData = general,
            CleanUp = ReadCleanUp(result),
            System = result.GetValue(_system),
            Validation = InputFiles.Conversations(result, _validation),
            LongExamples = result.GetValue(_long),
            DropsWithoutLoss = result.GetValue(_dropWithoutLoss),
            Options = request.Options with
            {
                AgentShare = isDrawn ? result.GetValue(_eta) : null,
                MaxLength = result.GetValue(_maxLength),
            },
        };
    }

    CleanUpOptions? ReadCleanUp(ParseResult result)
    {
        var word = result.GetValue(_cleanUp)!;
        if (word == "none")
            return null;
        return WireNames.TryParse<Alternation>(word, out var alternation)
            ? new() { Alternation = alternation, SkipsMalformed = result.GetValue(_skipMalformed) }
            : throw new UsageException($"--alternation is '{word}', expected {string.Join(", ", WireNames.All<Alternation>())} or none.");
    }
}
