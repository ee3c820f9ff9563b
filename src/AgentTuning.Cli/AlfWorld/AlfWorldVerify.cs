using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Traces;

namespace AgentTuning.Cli.AlfWorld;

/// <summary><c>agenttuning alfworld verify</c>: replays a recorded game and reports where the engine answers otherwise.</summary>
static class AlfWorldVerify
{
    public static Command Create(CommandContext context)
    {
        var game = new Argument<string>("game") { Description = "A game file.", HelpName = "game.tw-pddl" };
        var trace = new Argument<string>("trace") { Description = "JSON lines of one reset or step each: cmd (absent at a reset), obs, adm, won.", HelpName = "trace.jsonl" };
        var rawNames = new Option<bool>("--raw-names") { Description = "Keep the file's ids instead of names such as 'cabinet 1'." };
        var engine = new Option<GameEngine>("--engine") { Description = "Carry the game out with this engine.", HelpName = "automatic|general|compiled" };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var command = new CommandWithExamples("verify", "Replay a recorded game, and say which rows differ. Exit code 1 if any does.")
        {
            Examples =
            [
                ("agenttuning alfworld verify game.tw-pddl trace.jsonl", "Observation, admissible commands and won, row by row"),
                ("agenttuning alfworld verify game.tw-pddl trace.jsonl --raw-names", "A trace that was recorded without ALFWorld's renaming"),
                ("agenttuning alfworld verify game.tw-pddl trace.jsonl --engine general --json", "By the literal engine, for a program"),
            ],
        };
        command.Arguments.Add(game);
        command.Arguments.Add(trace);
        foreach (var option in (Option[])[rawNames, engine, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (gamePath, tracePath) = (Existing(result.GetValue(game)!), Existing(result.GetValue(trace)!));
            var opened = Games.Open(GameFile.Load(gamePath), new GameOptions { UseRawNames = result.GetValue(rawNames), Engine = result.GetValue(engine) });
            var report = await TraceReplay.RunAsync(opened, tracePath, cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(report, AlfWorldJson.Default.TraceReport) : ToText(report));
            return report.Different == 0 ? 0 : 1;
        });
        return command;
    }

    static string Existing(string path) => File.Exists(path) ? path : throw new UsageException($"{path}: there is no such file.");

    static string ToText(TraceReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rows equal      {report.Equal}\nrows different  {report.Different}");
        if (report.First is not { } first)
            return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"\n\nThe first difference is in line {first.Line}: {string.Join(", ", first.Fields)}\n");
        text.Append(CultureInfo.InvariantCulture, $"command   {(first.Recorded.Command is { } command ? $"'{command}'" : "(reset)")}\n");
        Append(text, "recorded", first.Recorded);
        Append(text, "replayed", first.Replayed);
        return text.ToString().TrimEnd('\n');
    }

    static void Append(StringBuilder text, string which, TraceRow row)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{which}\n  obs   {JsonSerializer.Serialize(row.Observation, AlfWorldJson.Default.String)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  won {row.IsWon}, score {row.Score}, done {row.IsDone}\n");
        foreach (var command in row.Admissible ?? [])
            text.Append(CultureInfo.InvariantCulture, $"  adm   '{command}'\n");
    }
}
