using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Datasets;
using AgentTuning.Datasets;
using AgentTuning.Files;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning mix</c>: draws a training set of agent and general conversations.</summary>
static class MixCommand
{
    const string NoCleanUp = "none";

    public static Command Create(CommandContext context)
    {
        var agent = new Option<string[]>("--agent") { Description = "Agent conversations: a run folder that was filtered, also one of several environments, or a file; may be given several times.", HelpName = "path", DefaultValueFactory = _ => [] };
        var general = new Option<string[]>("--general") { Description = "General conversations: a file, or generated:<n>; @weight behind it sets its share among them.", HelpName = "source[@weight]", DefaultValueFactory = _ => [] };
        var share = new Option<double>("--eta", "--agent-share") { Description = "η: the probability that an example is an agent conversation.", HelpName = "p", DefaultValueFactory = _ => 0.2 };
        var count = new Option<int?>("--count") { Description = "How many examples. Default: so many that each agent conversation comes once on average.", HelpName = "n" };
        var seed = new Option<int>("--seed") { Description = "Seeds every draw.", HelpName = "s", DefaultValueFactory = _ => 0 };
        var system = new Option<string?>("--system") { Description = "A system prompt for conversations that have none.", HelpName = "text" };
        var cleanUp = new Option<string>("--alternation") { Description = "Clean general files; where a side speaks twice in a row: cut, merge, drop, keep. none: no clean-up at all.", HelpName = "what", DefaultValueFactory = _ => "cut" };
        cleanUp.AcceptOnlyFromAmong([.. WireNames.All<Alternation>(), NoCleanUp]);
        var skip = new Option<bool>("--skip-malformed") { Description = "Pass over general records that cannot be read, and count them." };
        var output = new Option<string>("--output", "-o") { Description = "Where dataset.jsonl, mixture.json and README.md go.", Required = true, HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Write the record as JSON." };
        var command = new CommandWithExamples("mix", "Draw a training set of agent and general conversations.")
        {
            Examples =
            [
                ("agenttuning mix --agent runs/teacher --general generated:5000 -o runs/mix", "Kept trajectories and built-in general conversations at η = 0.2"),
                ("agenttuning mix --agent runs/teacher --general gpt4.json@1 --general gpt35.json@4 --eta 0.2 -o runs/mix", "As the paper mixes: two ShareGPT files, 1 to 4"),
                ("agenttuning mix --general generated:2000 --eta 0 -o runs/general", "The ablation without agent data"),
            ],
        };
        foreach (var option in (Option[])[agent, general, share, count, seed, system, cleanUp, skip, output, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            var options = new MixtureOptions
            {
                AgentShare = result.GetValue(share) is var eta and >= 0 and <= 1 ? eta : throw new UsageException(FormattableString.Invariant($"--eta is {result.GetValue(share)}, expected 0 to 1.")),
                Count = result.GetValue(count) is null or >= 1 ? result.GetValue(count) : throw new UsageException(FormattableString.Invariant($"--count is {result.GetValue(count)}, expected 1 or more.")),
                Seed = result.GetValue(seed),
                SystemPrompt = result.GetValue(system),
            };
            var cleaning = WireNames.TryParse<Alternation>(result.GetValue(cleanUp)!, out var alternation)
                ? new CleanUpOptions { Alternation = alternation, SkipsMalformed = result.GetValue(skip) }
                : null;
            var sources = new MixSources(cleaning, options.Seed);
            foreach (var path in result.GetValue(agent)!)
                await sources.AddAgentAsync(path, stop.Token);
            foreach (var text in result.GetValue(general)!)
                await sources.AddGeneralAsync(text, stop.Token);
            if (sources.Sources.Count == 0)
                throw new UsageException("There is nothing to mix. Give --agent and --general.");

            var folder = result.GetValue(output)!;
            var report = await ShareDisplay.ShowAsync(
                context, "mix", progress => new Mixture(sources.Sources, options).RunAsync(folder, progress, stop.Token));
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(report, MixtureJson.Document.MixtureReport)
                : ToText(report, folder));
            return 0;
        });
        return command;
    }

    static string ToText(MixtureReport report, string folder)
    {
        string[][] rows =
        [
            ["source", "kind", "weight", "usable", "drawn", "different", "with loss"],
            .. report.Sources.Select(source => (string[])
            [
                source.Name,
                source.IsAgent ? "agent" : "general",
                source.Weight?.ToString(CultureInfo.InvariantCulture) ?? "-",
                source.Usable.ToString(CultureInfo.InvariantCulture),
                source.Drawn.ToString(CultureInfo.InvariantCulture),
                source.Distinct.ToString(CultureInfo.InvariantCulture),
                source.SupervisedTurns.ToString(CultureInfo.InvariantCulture),
            ]),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"""
            {TextTable.Of(rows)}

            {report.Examples} examples, {report.RealisedAgentShare:P1} of them agent ones (η = {report.AgentShare}): {Path.Combine(folder, Mixture.DatasetFile)}
            """);
    }
}
