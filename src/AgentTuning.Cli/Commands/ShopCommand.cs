using System.CommandLine;
using AgentTuning.Cli.Shop;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning shop</c>: opens the web shop as a site on this machine, or writes a generated catalogue.</summary>
static class ShopCommand
{
    public static Command Create(CommandContext context)
    {
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 takes a free one.", DefaultValueFactory = _ => 3000, HelpName = "n" };
        var path = new Option<string?>("--path") { Description = "The file or folder of an official catalogue. Left out: a generated one.", HelpName = "path" };
        var goals = new Option<string>("--goals") { Description = "Who wrote the goals: human or synthetic.", DefaultValueFactory = _ => "human", HelpName = "kind" };
        goals.AcceptOnlyFromAmong("human", "synthetic");
        var options = new CatalogueOptions();
        var command = new CommandWithExamples("shop", "Open the web shop as a site on this machine, for people and browsers; its pages say what agents see.")
        {
            Examples =
            [
                ("agenttuning shop", "A generated catalogue at http://127.0.0.1:3000/0, where 0 is the number of the goal"),
                ("agenttuning shop --path webshop --goals synthetic --port 8080", "The official files of a folder"),
                ("agenttuning shop --products 100000 --split test --seed 5", "A large generated catalogue of the test split"),
                ("agenttuning shop generate --products 1000 -o catalogue", "The three official files of a generated catalogue"),
            ],
        };
        command.Options.Add(port);
        command.Options.Add(path);
        command.Options.Add(goals);
        options.AddTo(command);
        command.Subcommands.Add(ShopGenerate.Create(context));
        command.SetAction(async (result, cancellationToken) =>
        {
            var kind = result.GetValue(goals) == "human" ? GoalKind.Human : GoalKind.Synthetic;
            using var shop = await OpenAsync(result.GetValue(path), options.Read(result), kind, cancellationToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            await ShopSite.RunAsync(shop, result.GetValue(port), context.Remark, stop.Token);
            return 0;
        });
        return command;
    }

    static async Task<Environments.WebShop.Shop> OpenAsync(string? path, GeneratedCatalogue generated, GoalKind kind, CancellationToken cancellationToken) => path is null
        ? ShopLoader.Create(Catalogue.From(generated.Entries()), new GoalOptions { Kind = kind })
        : await new ShopLoader(new WebShopSettings()).OpenAsync(new CatalogueName { File = OfficialFiles.Locate(path).Products, Goals = kind }, cancellationToken);
}
