using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Hub;
using AgentTuning.Files;
using AgentTuning.Templates;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Templates;

/// <summary><c>agenttuning template check</c>: the rules of a template, and what it does to each shape of conversation.</summary>
static class TemplateCheckCommand
{
    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "A model's folder, its name on the hub, or a chat template in Jinja (compared by characters, for want of a vocabulary).", HelpName = "model|template.jinja" };
        var beginning = new Option<string>("--bos-token") { Description = "What a template of its own file knows as bos_token.", HelpName = "text", DefaultValueFactory = _ => "<s>" };
        var end = new Option<string>("--eos-token") { Description = "What a template of its own file knows as eos_token.", HelpName = "text", DefaultValueFactory = _ => "</s>" };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new CommandWithExamples("check", "Say, for each shape of conversation, whether one example can hold it, and who writes which part of a turn.")
        {
            Examples =
            [
                ("agenttuning template check models/agent", "The template of a model"),
                ("agenttuning template check chat_template.jinja --bos-token '<|begin|>' --eos-token '<|end|>'", "A template alone"),
                ("agenttuning template check models/agent --json", "The same for a program"),
            ],
        };
        command.Arguments.Add(model);
        command.Options.Add(beginning);
        command.Options.Add(end);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetValue(model)!;
            if (!File.Exists(path) && ModelFolder.CanBe(path))
                path = await ModelFolder.BringAsync(path, hasWeights: false, context, cancellationToken);
            var report = Directory.Exists(path)
                ? OfModel(path, context.Clock)
                : OfFile(path, result.GetValue(beginning)!, result.GetValue(end)!, context.Clock);
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(report, TemplateJson.Readable.TemplateReport) : ToText(report));
            return 0;
        });
        return command;
    }

    static TemplateReport OfModel(string folder, TimeProvider clock) => TemplateCheck.Run(
        ChatTemplateSource.Find(folder) ?? throw new InvalidDataException(
            $"{folder} has no chat template, expected chat_template.jinja, or chat_template in tokenizer_config.json. 'train --chat-template' gives it one."),
        TokenizerFolder.Load(folder),
        clock);

    static TemplateReport OfFile(string path, string beginning, string end, TimeProvider clock)
    {
        if (!File.Exists(path))
            throw new UsageException($"{path}: there is no such folder or file.");
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal) { ["bos_token"] = beginning, ["eos_token"] = end };
        return TemplateCheck.Run(new() { Origin = path, Template = File.ReadAllText(path), SpecialTokens = tokens }, tokenizer: null, clock);
    }

    static string ToText(TemplateReport report)
    {
        string[][] rows =
        [
            ["shape of conversation", "verdict", "examples"],
            .. report.Shapes.Select(shape => (string[])[shape.Shape, WireNames.Of(shape.Verdict), shape.Examples.ToString(CultureInfo.InvariantCulture)]),
        ];
        var rules = report.Rules;
        string[] lines =
        [
            $"{report.Origin}",
            $"  header, by the template:      {Quoted(rules.Header)}",
            "  body, by the model:           the reply as the template writes it, without loss where its turn has none",
            $"  end of turn, by the model:    {(rules.EndOfTurn is { } end ? Quoted(rules.BeforeEnd + end) : "none: the model does not learn to stop")}",
            $"  after it, by the template:    {Quoted(rules.AfterEnd)}",
            $"  stops at ids:                 {(report.StopIds.Count == 0 ? "unknown without a vocabulary" : string.Join(", ", report.StopIds))}",
            "",
            .. TextTable.Of(rows).Split('\n').Zip([null, .. report.Shapes.Select(shape => shape.Remark)], (row, remark) => remark is null ? row : $"{row}  {remark}"),
            "",
            report.IsAppendOnly
                ? "Append-only: each conversation that is not refused is one example, which begins with the ids of every prompt that it was generated from."
                : "Not append-only: a conversation marked 'split' becomes several examples, each ending with replies that stand right behind the prompts they were generated from; every reply has loss in one of them.",
        ];
        return string.Join('\n', lines);
    }

    static string Quoted(string text) => JsonSerializer.Serialize(text, TemplateJson.Readable.String);
}
