using System.CommandLine;
using System.Globalization;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Files;

namespace AgentTuning.Cli.AlfWorld;

/// <summary><c>agenttuning alfworld generate</c>: writes generated houses as game files.</summary>
static class AlfWorldGenerate
{
    const string AnyType = "all";

    public static Command Create(CommandContext context)
    {
        var count = new Option<int>("--count") { Description = "How many houses.", Required = true, HelpName = "n" };
        EpisodesOptions.Check(count, value => value >= 1, "1 or more");
        var split = Choice("--split", "Whose rooms and goals: no room and no goal is in two splits.", "train", "dev", "test");
        var type = Choice("--type", "The kind of task; all takes them in turn.", [AnyType, .. WireNames.All<HouseholdTaskType>()]);
        var texts = Choice("--texts", "The sentences: today's, or those that AgentBench plays.", [.. WireNames.All<HouseTexts>()]);
        var seed = new Option<int>("--seed") { Description = "Seeds everything.", DefaultValueFactory = _ => 0, HelpName = "s" };
        var size = Factor("--size", "How many more receptacles than usual.");
        var clutter = Factor("--clutter", "How many more objects than usual.");
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", Required = true, HelpName = "folder" };
        var command = new CommandWithExamples("generate", "Write generated houses as game files, in the layout of ALFWorld's data.")
        {
            Examples =
            [
                ("agenttuning alfworld generate --count 60 --split train -o houses", "Ten houses of each kind of task, the same for the same seed"),
                ("agenttuning alfworld generate --count 5 --split test --type pick_heat_then_place_in_recep --texts old --size 1.5 -o hot", "Large kitchens in the words of AgentBench"),
            ],
        };
        foreach (var option in (Option[])[count, split, type, texts, seed, size, clutter, output])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var types = WireNames.TryParse<HouseholdTaskType>(result.GetValue(type)!, out var only) ? [only] : Enum.GetValues<HouseholdTaskType>();
            var style = Enum.GetValues<HouseTexts>().First(value => WireNames.Of(value) == result.GetValue(texts));
            var options = new HouseOptions { Texts = style, Size = result.GetValue(size), Clutter = result.GetValue(clutter) };
            for (var i = 0; i < result.GetValue(count); i++)
            {
                var kind = types[i % types.Length];
                var name = HouseGenerator.NameOf(result.GetValue(seed), EpisodesOptions.ReadSplit(result.GetValue(split)!), kind, i);
                await HouseFiles.WriteAsync(HouseGenerator.Create(name, kind, options), result.GetValue(output)!, cancellationToken);
            }

            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.GetValue(count)} houses in {result.GetValue(output)}"));
            return 0;
        });
        return command;
    }

    static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = $"{description} {string.Join(", ", values)}.", DefaultValueFactory = _ => values[0], HelpName = name[2..] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    static Option<double> Factor(string name, string description)
    {
        var option = new Option<double>(name) { Description = $"{description} A factor from 0.5 to 3.", DefaultValueFactory = _ => 1, HelpName = "x" };
        EpisodesOptions.Check(option, value => value is >= 0.5 and <= 3, "from 0.5 to 3");
        return option;
    }
}
