using System.CommandLine;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Shop;

/// <summary>The options that say which catalogue is generated.</summary>
sealed class CatalogueOptions
{
    readonly Option<int> _products = new("--products") { Description = "How many products are generated, 1 to 1000000.", DefaultValueFactory = _ => GeneratedShopTasks.ProductsOfCatalogue, HelpName = "n" };
    readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same catalogue.", HelpName = "n" };
    readonly Option<string> _split = new("--split") { Description = "Whose products: train, dev or test.", DefaultValueFactory = _ => "train", HelpName = "split" };

    public CatalogueOptions()
    {
        _split.AcceptOnlyFromAmong("train", "dev", "test");
        _products.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > GeneratedCatalogue.MostProducts)
                result.AddError($"--products is {result.GetValueOrDefault<int>()}, expected 1 to {GeneratedCatalogue.MostProducts}.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_products);
        command.Options.Add(_seed);
        command.Options.Add(_split);
    }

    public GeneratedCatalogue Read(ParseResult result) => new(
        result.GetValue(_seed),
        result.GetValue(_split) switch
        {
            "train" => TaskSplit.Train,
            "dev" => TaskSplit.Development,
            _ => TaskSplit.Test,
        },
        result.GetValue(_products));
}
