using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using AgentTuning.Cli.Scoring;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Evaluation;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning score</c>: scores and compares trajectories that were collected before.</summary>
static class ScoreCommand
{
    public static Command Create(CommandContext context)
    {
        var inputs = new Argument<string[]>("inputs") { Description = "Run folders or files of trajectories; label=path names the agent in the tables.", Arity = ArgumentArity.OneOrMore };
        var baseline = new Option<string?>("--baseline") { Description = "The agent or label that the others are compared with. Default: the first.", HelpName = "label" };
        var allow = new Option<bool>("--allow-different") { Description = "Compare results even where prompts, versions, engines or decoding differ." };
        var output = new Option<string?>("--output", "-o") { Description = "Also write evaluation.json there.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Write the evaluation as JSON." };
        var command = new CommandWithExamples("score", "Score and compare trajectories that were collected before.")
        {
            Examples =
            [
                ("agenttuning score runs/base runs/tuned", "Scores with intervals, and the difference on the same tasks"),
                ("agenttuning score before=runs/base after=runs/tuned --json -o runs/evaluation", "With labels, for a program, and kept"),
            ],
        };
        command.Arguments.Add(inputs);
        foreach (var option in (Option[])[baseline, allow, output, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            var options = new EvaluationOptions
            {
                ToolVersion = typeof(ScoreCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
                Baseline = result.GetValue(baseline),
                AllowsDifferentProvenance = result.GetValue(allow),
            };
            var report = await new Evaluator(Catalog.Definitions, options).RunAsync(result.GetValue(inputs)!.Select(ReadInput).ToArray(), stop.Token);
            if (result.GetValue(output) is { } folder)
                await Evaluator.WriteAsync(report, folder, stop.Token);
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(report, EvaluationJson.Document.EvaluationReport)
                : ScoreDisplay.ToText(report));
            return 0;
        });
        return command;
    }

    // A path that exists is a path, even with an equals sign in it.
    static (string Path, string? Label) ReadInput(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at <= 0 || Path.Exists(text)
            ? (RunFiles.Find(text, RunFolder.TrajectoriesName), null)
            : (RunFiles.Find(text[(at + 1)..], RunFolder.TrajectoriesName), text[..at]);
    }
}
