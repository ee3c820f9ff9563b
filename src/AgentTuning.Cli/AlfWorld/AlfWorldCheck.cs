using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Files;

namespace AgentTuning.Cli.AlfWorld;

/// <summary><c>agenttuning alfworld check</c>: our own agents, or chance, play generated houses.</summary>
static class AlfWorldCheck
{
    static readonly string[] Heading = ["task", "games", "won", "in 35", "median", "90 %", "95 %", "longest"];

    public static Command Create(CommandContext context)
    {
        var count = new Option<int>("--count") { Description = "How many houses of each type of task.", DefaultValueFactory = _ => 1000, HelpName = "n" };
        var agent = new Option<string>("--agent")
        {
            Description = "Who plays: planner, which sees the whole house; expert, which knows what it has seen; or random, any possible command.",
            DefaultValueFactory = _ => WireNames.Of(HousePlayer.Planner),
            HelpName = "agent",
        };
        agent.AcceptOnlyFromAmong([.. WireNames.All<HousePlayer>()]);
        var parallel = new Option<int>("--parallel") { Description = "Games at a time. Default: the number of cores. It changes nothing of the result.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "n" };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON, with the number of games of each length." };
        EpisodesOptions.Check(count, value => value >= 1, "1 or more");
        EpisodesOptions.Check(parallel, value => value >= 1, "1 or more");
        var houses = new HouseholdOptions("test");
        var command = new CommandWithExamples(
            "check", "Let our agents, or chance, play generated houses. Exit code 1 if planner or expert lose a game, the expert takes more than 35 replies in over 5 % of them, or chance wins 2 %.")
        {
            Examples =
            [
                ("agenttuning alfworld check --agent planner", "A thousand unseen houses of each type"),
                ("agenttuning alfworld check --agent expert --count 200 --type heat --json", "One type, with the distribution of lengths, for a program"),
                ("agenttuning alfworld check --agent random --lamps-apart 0", "What chance wins where lamps and things are found together"),
            ],
        };
        command.Options.Add(count);
        command.Options.Add(agent);
        houses.AddTo(command);
        command.Options.Add(parallel);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var player = WireNames.Parse<HousePlayer>(result.GetValue(agent)!);
            var check = new HouseCheck(player, context.Clock);
            var rows = ImmutableArray.CreateBuilder<HouseCheckRow>();
            foreach (var type in houses.ReadTypes(result))
            {
                var tasks = new GeneratedHouseTasks(houses.ReadSplit(result), houses.ReadSeed(result), type, houses.ReadHouses(result));
                rows.Add(await check.RunAsync(tasks, result.GetValue(count), result.GetValue(parallel), cancellationToken));
            }

            var report = new HouseCheckReport(player, check.Wanted, rows.ToImmutable());
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(report, AlfWorldJson.Default.HouseCheckReport) : ToText(report));
            return report.Types.All(row => row.IsRight) ? 0 : 1;
        });
        return command;
    }

    static string ToText(HouseCheckReport report)
    {
        var rows = new List<string[]> { Heading };
        rows.AddRange(report.Types.Select(row => (string[])
        [
            WireNames.Of(row.Type), Number(row.Games), Number(row.Won), Number(row.InTime), Number(row.Quantile(0.5)), Number(row.Quantile(0.9)), Number(row.Quantile(0.95)), Number(row.Quantile(1)),
        ]));
        var wrong = report.Types.Where(row => !row.IsRight).Select(row => WireNames.Of(row.Type)).ToList();
        return $"{TextTable.Of(rows)}\nwanted: {report.Wanted}\n{(wrong.Count == 0 ? "It is so." : $"It is not so for {string.Join(", ", wrong)}.")}";
    }

    static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
