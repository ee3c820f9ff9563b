using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Agents;
using AgentTuning.Cli.Episodes;
using AgentTuning.Cli.Scoring;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Evaluation;
using AgentTuning.Files;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning evaluate</c>: the same episodes as <c>collect</c>, in several environments, with scores and intervals at the end.</summary>
sealed class EvaluateCommand
{
    const string Name = "evaluate";

    readonly CommandContext _context;
    readonly EpisodesOptions _options = new(defaultSplit: "test");

    readonly SuiteOptions _environments = new("measure in");

    readonly Option<string?> _label = new("--label") { Description = "What to call the agent in scores and reports. Default: its name.", HelpName = "text" };

    readonly Option<string?> _compare = new("--compare-with") { Description = "The folder of an earlier evaluation, which becomes the baseline.", HelpName = "folder" };

    readonly Option<bool> _mix = new("--allow-different") { Description = "Compare results even where prompts, versions, engines or decoding differ." };

    readonly Option<bool> _json = new("--json") { Description = "Write the result as JSON." };

    EvaluateCommand(CommandContext context) => _context = context;

    public static Command Create(CommandContext context)
    {
        var evaluate = new EvaluateCommand(context);
        var command = new CommandWithExamples(Name, "Measure an agent in several environments and write evaluation.json.")
        {
            Examples =
            [
                ("agenttuning evaluate -e database:300 -e general:300 --agent llama:runs/base --label base -o runs/eval-base", "A model before tuning, on unseen generated tasks"),
                ("agenttuning evaluate -e database:300 -e general:300 --agent llama:runs/tuned --label tuned --compare-with runs/eval-base -o runs/eval-tuned", "The tuned model on the same tasks, with the differences"),
                ("agenttuning evaluate -e database --data standard.jsonl --agent openai:gpt-4o -o runs/gpt", "A benchmark's own test file"),
            ],
        };
        evaluate._environments.AddTo(command);
        Option[] own = [evaluate._label, evaluate._compare, evaluate._mix];
        foreach (var option in own)
            command.Options.Add(option);
        evaluate._options.AddTo(command);
        command.Options.Add(evaluate._json);
        command.SetAction(evaluate.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var suite = await _environments.ReadAsync(result, _options.Data, _context, cancellationToken);
        var output = result.GetValue(_options.Output)!;
        var inputs = await ReadBaselineAsync(result.GetValue(_compare), cancellationToken);
        using var agents = AgentSource.Open(await AgentSource.BringAsync(_options.ReadAgent(result), _context, cancellationToken), _context.Clock);
        foreach (var entry in suite)
        {
            var request = entry.Count(_options.ReadRequest(result, Name, entry.Definition, agents.DefaultParallel)) with { Output = Path.Combine(output, entry.Definition.Name) };
            var progress = await EpisodesRun.RunAsync(request, agents, _context, cancellationToken);
            if (!progress.IsComplete)
            {
                _context.Remark("Stopped before the end. The same command goes on where this one stopped.");
                return 1;
            }

            inputs.Add((Path.Combine(request.Output, RunFolder.TrajectoriesName), result.GetValue(_label)));
        }

        var evaluator = new Evaluator(Catalog.Definitions, new EvaluationOptions
        {
            ToolVersion = typeof(EpisodeRunner).Assembly.GetName().Version!.ToString(3),
            AllowsDifferentProvenance = result.GetValue(_mix),
        });
        var report = await evaluator.RunAsync(inputs, cancellationToken);
        await Evaluator.WriteAsync(report, output, cancellationToken);
        await _context.Output.WriteLineAsync(result.GetValue(_json)
            ? JsonSerializer.Serialize(report, EvaluationJson.Document.EvaluationReport)
            : $"{ScoreDisplay.ToText(report)}\n\nThe evaluation is {Path.Combine(output, Evaluator.ReportFile)}");
        return report.Scores.Any(cell => cell.Score is not null) ? 0 : 1;
    }

    // The files of the earlier evaluation, under the name that its agent had there.
    static async Task<List<(string Path, string? Label)>> ReadBaselineAsync(string? folder, CancellationToken cancellationToken)
    {
        if (folder is null)
            return [];
        var path = Path.Combine(folder, Evaluator.ReportFile);
        if (!File.Exists(path))
            throw new UsageException($"--compare-with {folder}: there is no {Evaluator.ReportFile} in it. Is it the output of 'agenttuning {Name}'?");

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        EvaluationReport earlier;
        try
        {
            earlier = JsonSerializer.Deserialize(bytes, EvaluationJson.Document.EvaluationReport)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {JsonFault.Describe(exception, bytes, EvaluationJson.Document.EvaluationReport)}", exception);
        }

        var label = earlier.Inputs.Select(input => input.Label).LastOrDefault();
        return
        [
            .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                .Select(suite => Path.Combine(suite, RunFolder.TrajectoriesName))
                .Where(File.Exists)
                .Select(file => (file, label)),
        ];
    }
}
