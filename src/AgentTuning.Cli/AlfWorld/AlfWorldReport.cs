using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;

namespace AgentTuning.Cli.AlfWorld;

/// <summary><c>agenttuning alfworld report</c>: how hard the games of a folder are.</summary>
static class AlfWorldReport
{
    static readonly string[] Heading = ["game", "optimal", "exploring", "receptacles", "closed", "objects", "targets", "branching"];

    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "A folder with game files, at any depth.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var command = new CommandWithExamples("report", "Say how hard the games of a folder are: lengths, receptacles, choices.")
        {
            Examples =
            [
                ("agenttuning alfworld report houses", "A line for each game, and their mean"),
                ("agenttuning alfworld report houses --json", "For a program"),
            ],
        };
        command.Arguments.Add(folder);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetValue(folder)!;
            if (!Directory.Exists(path))
                throw new UsageException($"{path}: there is no such folder.");
            var games = new List<GameDifficulty>();
            foreach (var file in Directory.EnumerateFiles(path, "*.tw-pddl", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                games.Add(Measure(file, Path.GetRelativePath(path, file)));
            }

            if (games.Count == 0)
                throw new UsageException($"{path}: there is no game file (*.tw-pddl) in it.");
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(games, AlfWorldJson.Default.ListGameDifficulty) : ToText(games));
            return 0;
        });
        return command;
    }

    static GameDifficulty Measure(string file, string name)
    {
        var game = GameFile.Load(file);
        try
        {
            var difficulty = HouseDifficulty.Of(game);
            return new GameDifficulty(
                name, difficulty.OptimalLength, Math.Round(difficulty.ExplorationLength, 2), difficulty.Receptacles, difficulty.ClosedReceptacles, difficulty.Objects,
                difficulty.Targets, Math.Round(difficulty.Branching, 2));
        }
        catch (UnsolvedException)
        {
            return new GameDifficulty(name, null, null, 0, 0, 0, 0, null);
        }
    }

    static string ToText(List<GameDifficulty> games)
    {
        var rows = new List<string[]> { Heading };
        rows.AddRange(games.Select(game => (string[])
        [
            game.Game, Number(game.Optimal), Number(game.Exploration), Number(game.Receptacles), Number(game.Closed), Number(game.Objects), Number(game.Targets), Number(game.Branching),
        ]));
        if (games.Count > 1)
            rows.Add(
            [
                $"mean of {games.Count.ToString(CultureInfo.InvariantCulture)}", Number(games.Average(game => game.Optimal)), Number(games.Average(game => game.Exploration)),
                Number(games.Average(game => game.Receptacles)), Number(games.Average(game => game.Closed)), Number(games.Average(game => game.Objects)),
                Number(games.Average(game => game.Targets)), Number(games.Average(game => game.Branching)),
            ]);
        return TextTable.Of(rows);
    }

    static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "unsolved";
}
