using System.CommandLine;
using System.Globalization;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Filtering;

namespace AgentTuning.Cli.Filtering;

/// <summary>What is filtered and how.</summary>
sealed class FilterOptions
{
    static readonly string[] FilterNames = ["ending", "reward", "format", "repetition"];

    readonly Argument<string> _input = new("input") { Description = "A run folder, also one of several environments, or a file of trajectories." };

    readonly Option<string?> _output = new("--output", "-o") { Description = "Where kept.jsonl, dropped.jsonl and filter.json go. Default: beside the input.", HelpName = "folder" };

    readonly Option<string[]> _reward = new("--reward")
    {
        Description = "The least reward to keep: 0.5, or database=0.5 for one environment. Default: what the environment says (1, Mind2Web 2/3).",
        HelpName = "x",
        DefaultValueFactory = _ => [],
    };

    readonly Option<string[]> _endings = new("--ending") { Description = "An ending to keep; may be given several times.", HelpName = "name", DefaultValueFactory = _ => ["completed"] };

    readonly Option<int> _invalid = new("--invalid-replies") { Description = "The most replies that may have broken the environment's grammar.", HelpName = "n", DefaultValueFactory = _ => 0 };

    readonly Option<int> _same = new("--same") { Description = "This many equal replies or actions in a row drop an episode.", HelpName = "n", DefaultValueFactory = _ => 3 };

    readonly Option<string> _duplicates = new("--duplicates") { Description = "Which of several trajectories of one task to keep; distinct keeps one of each wording.", HelpName = "which", DefaultValueFactory = _ => "best" };

    readonly Option<string[]> _without = new("--without") { Description = "A filter to leave out; may be given several times.", HelpName = "filter", DefaultValueFactory = _ => [] };

    public FilterOptions()
    {
        _endings.AcceptOnlyFromAmong([.. WireNames.All<EpisodeEnding>()]);
        _duplicates.AcceptOnlyFromAmong([.. WireNames.All<DuplicatePolicy>()]);
        _without.AcceptOnlyFromAmong(FilterNames);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_input);
        foreach (var option in (Option[])[_output, _reward, _endings, _invalid, _same, _duplicates, _without])
            command.Options.Add(option);
    }

    /// <summary>One request for each file of trajectories: a run in several environments has several.</summary>
    public IReadOnlyList<FilterRequest> Read(ParseResult result)
    {
        var inputs = RunFiles.FindAll(result.GetValue(_input)!, RunFolder.TrajectoriesName);
        var output = result.GetValue(_output);
        return [.. inputs.Select(input =>
        {
            var own = Path.GetDirectoryName(Path.GetFullPath(input))!;
            return Read(result, input, output is null ? own : inputs.Count == 1 ? output : Path.Combine(output, Path.GetFileName(own)));
        })];
    }

    FilterRequest Read(ParseResult result, string input, string folder)
    {
        if (Path.GetFullPath(Path.Combine(folder, FilterPipeline.KeptFile)) == Path.GetFullPath(input))
            throw new UsageException($"{input} would be replaced by what is kept of it. Give another --output.");

        var without = result.GetValue(_without)!;
        ITrajectoryFilter[] filters =
        [
            new EndingFilter(result.GetValue(_endings)!.Select(WireNames.Parse<EpisodeEnding>)),
            RewardFilter.From(Catalog.Definitions, ParseThresholds(result.GetValue(_reward)!)),
            new FormatFilter(AtLeast(_invalid, result.GetValue(_invalid), 0)),
            new RepetitionFilter(new RepetitionOptions { SameInARow = AtLeast(_same, result.GetValue(_same), 2) }),
        ];
        return new FilterRequest(input, folder, new FilterPipeline(
            [.. filters.Where(filter => !without.Contains(filter.Name, StringComparer.Ordinal))],
            WireNames.Parse<DuplicatePolicy>(result.GetValue(_duplicates)!)));
    }

    static Dictionary<string, double> ParseThresholds(IEnumerable<string> texts)
    {
        var thresholds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (!double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) || !(threshold is >= 0 and <= 1))
                throw new UsageException($"--reward is '{text}', expected a number from 0 to 1, or an environment and a number such as mind2web=0.5.");
            if (at >= 0)
                thresholds[text[..at]] = threshold;
            else
                foreach (var definition in Catalog.Definitions)
                    thresholds.TryAdd(definition.Name, threshold);
        }

        return thresholds;
    }

    static int AtLeast(Option<int> option, int value, int least) => value >= least
        ? value
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}, expected {least} or more."));
}
