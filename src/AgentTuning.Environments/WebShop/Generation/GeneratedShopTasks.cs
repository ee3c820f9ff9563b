using System.Globalization;
using System.Runtime.CompilerServices;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>Endless goals over generated catalogues; each catalogue serves as many tasks as it has products.</summary>
/// <remarks>The same split and seed give the same tasks. Splits share no brand, no combination of attributes and options, and no wording.</remarks>
/// <param name="split">Whose products are asked for.</param>
/// <param name="seed">Of catalogues and goals.</param>
/// <param name="products">How many products a catalogue has. Default 1,000.</param>
public sealed class GeneratedShopTasks(TaskSplit split, int seed, int products = GeneratedShopTasks.ProductsOfCatalogue) : ITaskSet
{
    /// <summary>How many products a catalogue has where nothing else is said.</summary>
    public const int ProductsOfCatalogue = 1000;

    const string EnvironmentName = "webshop";

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var part = split switch
        {
            TaskSplit.Train => "train",
            TaskSplit.Development => "dev",
            _ => "test",
        };
        var number = index / products;

        // The first catalogue has the seed of the tasks, so that it can be named.
        var catalogueSeed = number == 0 ? seed : RandomDraws.Seeded(seed, 740 + (int)split, number).Next();
        return new AgentTask
        {
            Environment = EnvironmentName,
            Id = string.Create(CultureInfo.InvariantCulture, $"{EnvironmentName}/{part}/{index}{(seed == 0 ? "" : $"@{seed}")}"),
            Split = split,
            Category = "generated",
            Seed = RandomDraws.Seeded(seed, 750 + (int)split, index).Next(),
            Data = new WebShopTask
            {
                Catalogue = new CatalogueName { Generated = new GeneratedCatalogueName(catalogueSeed, split, products) },
                Goal = index % products,
            }.ToJson(),
        };
    }

    /// <summary>The id of the product that a goal of people was made from: each product has one, and the shop shuffles them.</summary>
    public static string ProductOf(GeneratedCatalogueName name, int goal)
    {
        var order = Enumerable.Range(0, name.Products).ToArray();
        new PythonRandom(Goals.GoalOptions.ShuffleSeed).Shuffle<int>(order);
        return new GeneratedCatalogue(name.Seed, name.Split, name.Products).Create(order[goal]).Product.Asin;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        for (var index = 0; ; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Create(index);
        }
    }
}
