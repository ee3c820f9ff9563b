using System.CommandLine;
using System.Globalization;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments.AlfWorld.Generation;

namespace AgentTuning.Cli.AlfWorld;

/// <summary><c>agenttuning alfworld generate</c>: writes generated houses as game files.</summary>
static class AlfWorldGenerate
{
    public static Command Create(CommandContext context)
    {
        var count = new Option<int>("--count") { Description = "How many houses.", Required = true, HelpName = "n" };
        EpisodesOptions.Check(count, value => value >= 1, "1 or more");
        var houses = new HouseholdOptions("train");
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", Required = true, HelpName = "folder" };
        var command = new CommandWithExamples("generate", "Write generated houses as game files, in the layout of ALFWorld's data.")
        {
            Examples =
            [
                ("agenttuning alfworld generate --count 60 --split train -o houses", "Ten houses of each kind of task, the same for the same seed"),
                ("agenttuning alfworld generate --count 5 --split test --type heat --texts old --size 1.5 -o hot", "Large kitchens in the words of AgentBench"),
                ("agenttuning alfworld generate --count 20 --room bathroom --doors 1 --hidden-targets 1 -o hidden", "Bathrooms where everything wanted is behind doors"),
            ],
        };
        command.Options.Add(count);
        houses.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (types, options, folder) = (houses.ReadTypes(result), houses.ReadHouses(result), result.GetValue(output)!);
            for (var i = 0; i < result.GetValue(count); i++)
            {
                var type = types[i % types.Count];
                var name = HouseGenerator.NameOf(houses.ReadSeed(result), houses.ReadSplit(result), type, i);
                await HouseFiles.WriteAsync(HouseGenerator.Create(name, type, options), folder, cancellationToken);
            }

            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.GetValue(count)} houses in {folder}"));
            return 0;
        });
        return command;
    }
}
