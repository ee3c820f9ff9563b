using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Agents;
using AgentTuning.Cli.Episodes;
using AgentTuning.Collection;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning collect</c>: an agent plays tasks × attempts, and every episode becomes a trajectory.</summary>
static class CollectCommand
{
    const string Name = "collect";

    public static Command Create(CommandContext context)
    {
        var options = new EpisodesOptions(defaultSplit: "train");
        var environments = new SuiteOptions("play in");
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new CommandWithExamples(Name, "Let an agent play tasks and write every episode as a trajectory.")
        {
            Examples =
            [
                ("agenttuning collect -e database --agent reference --mistakes 0.3 --tasks 1000 -o runs/teacher", "1000 generated tasks, played by the built-in teacher with mistakes"),
                ("agenttuning collect -e database:1000 -e os:500 -e kg:500 --agent reference -o runs/teacher", "Several worlds, each in a folder of its own below"),
                ("agenttuning collect -e database --data dev.jsonl --agent reference --engine mariadb -o runs/dev", "The tasks of a benchmark's file on a real server"),
                ("agenttuning collect -e database --agent openai:gpt-4o --tasks 200 --attempts 4 -o runs/gpt", "Four attempts each by a model of OpenAI; the key is in OPENAI_API_KEY"),
                ("agenttuning collect -e database --agent openai:qwen --endpoint http://localhost:8000/v1 -o runs/local", "A model of any compatible server"),
            ],
        };
        environments.AddTo(command);
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(result, (options, environments, json), context, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(
        ParseResult result, (EpisodesOptions Episodes, SuiteOptions Environments, Option<bool> Json) options, CommandContext context, CancellationToken cancellationToken)
    {
        var suite = await options.Environments.ReadAsync(result, options.Episodes.Data, context, cancellationToken);
        var hasMany = result.GetValue(options.Environments.Environments)!.Length > 1;
        using var agents = AgentSource.Open(await AgentSource.BringAsync(options.Episodes.ReadAgent(result), context, cancellationToken), context.Clock);
        var results = new List<EpisodesResult>();
        var isWhole = true;
        foreach (var entry in suite)
        {
            var request = entry.Count(options.Episodes.ReadRequest(result, Name, entry.Definition, agents.DefaultParallel));
            if (hasMany) request = request with { Output = Path.Combine(request.Output, entry.Definition.Name) };
            var progress = await EpisodesRun.RunAsync(request, agents, context, cancellationToken);
            results.Add(EpisodesResult.From(request, progress));
            if (!result.GetValue(options.Json))
                await context.Output.WriteLineAsync((results.Count > 1 ? "\n" : "") + ToText(request, options.Episodes.ReadAgent(result).Name, progress));
            if (progress.Failed > 0)
                context.Remark(string.Create(CultureInfo.InvariantCulture, $"{progress.Failed} episodes have no reward because agent or environment failed; the same command plays them again."));
            isWhole &= progress.IsComplete && progress.Failed < progress.Finished;
            if (progress.IsComplete) continue;
            context.Remark("Stopped before the end. The same command goes on where this one stopped.");
            break;
        }

        if (result.GetValue(options.Json)) await context.Output.WriteLineAsync(hasMany ? ToJson(results) : ToJson(results[0]));
        return isWhole ? 0 : 1;
    }

    static string ToText(EpisodesRequest request, string agent, CollectionProgress progress)
    {
        var resumed = progress.Resumed > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({progress.Resumed} from before)") : "";
        var reward = progress.MeanReward is { } mean ? mean.ToString("0.000", CultureInfo.InvariantCulture) : "none";
        return string.Create(CultureInfo.InvariantCulture, $"""
            environment   {request.Definition.Name}
            agent         {agent}
            episodes      {progress.Finished}{resumed}
            mean reward   {reward}
            endings       {EpisodesDisplay.DescribeEndings(progress)}
            trajectories  {Path.Combine(request.Output, RunFolder.TrajectoriesName)}
            """);
    }

    static string ToJson(EpisodesResult result) => JsonSerializer.Serialize(result, EpisodesJson.Readable.EpisodesResult);

    static string ToJson(List<EpisodesResult> results) => JsonSerializer.Serialize(results, EpisodesJson.Readable.ListEpisodesResult);
}
