using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Cli.WebShop;

/// <summary><c>agenttuning webshop index</c>: builds the index of a large catalogue before it is needed.</summary>
static class WebShopIndex
{
    public static Command Create(CommandContext context)
    {
        var data = new Argument<string>("data") { Description = "The official products, or their folder.", HelpName = "folder" };
        var output = new Option<string?>("--output") { Description = "The folder of the index. Default: beside the products, as their name with .index.", HelpName = "folder" };
        var command = new CommandWithExamples("index", "Build the index of a catalogue on disk, where it is missing or older than the files.")
        {
            Examples =
            [
                ("agenttuning webshop index webshop/items_shuffle.json", "Beside the file, where episodes find it by themselves"),
                ("agenttuning webshop index webshop --output shop.index", "In another folder, which the setting index=shop.index names"),
            ],
        };
        command.Arguments.Add(data);
        command.Options.Add(output);
        command.SetAction(async (result, cancellationToken) =>
        {
            var start = Stopwatch.GetTimestamp();
            var settings = new WebShopSettings { Index = result.GetValue(output) };
            using var shop = await new ShopLoader(settings).OpenIndexAsync(
                OfficialFiles.Locate(result.GetValue(data)!), null, new GoalOptions(), new RewardRule(new TitleNouns()), cancellationToken);
            await context.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{shop.Catalogue.Count} products, {shop.Goals.Count} goals of people, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
            return 0;
        });
        return command;
    }
}
