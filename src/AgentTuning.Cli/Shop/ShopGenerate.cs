using System.CommandLine;
using System.Globalization;
using AgentTuning.Environments.WebShop.Generation;

namespace AgentTuning.Cli.Shop;

/// <summary><c>agenttuning shop generate</c>: writes a generated catalogue as the three official files.</summary>
static class ShopGenerate
{
    public static Command Create(CommandContext context)
    {
        var options = new CatalogueOptions();
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", Required = true, HelpName = "folder" };
        var command = new CommandWithExamples("generate", "Write a generated catalogue as items_shuffle.json, items_ins_v2.json and items_human_ins.json.")
        {
            Examples =
            [
                ("agenttuning shop generate --products 1000 -o catalogue", "The same files for the same seed"),
                ("agenttuning shop generate --products 1000000 --split test --seed 3 -o large", "A million products, written one by one"),
            ],
        };
        options.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (catalogue, folder) = (options.Read(result), result.GetValue(output)!);
            await CatalogueFiles.WriteAsync(catalogue, folder, cancellationToken);
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{catalogue.Count} products in {folder}"));
            return 0;
        });
        return command;
    }
}
