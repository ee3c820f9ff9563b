using System.Runtime.CompilerServices;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop;

/// <summary>
/// The goals of an official catalogue by their places in the original's order. The full catalogue with goals of people is split as AgentBench does: 0 to 199 test,
/// 200 to 279 development, from 1000 on training. Of smaller ones the first fifth tests and the next tenth is for development.
/// </summary>
/// <param name="name">The catalogue.</param>
/// <param name="split">The part.</param>
/// <param name="settings">The user's choices.</param>
public sealed class OfficialShopTasks(CatalogueName name, TaskSplit split, WebShopSettings settings) : ITaskSet
{
    const int TestEnd = 200;
    const int DevelopmentEnd = 280;
    const int TrainStart = 1000;

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The places of a split's goals.</summary>
    /// <param name="split">The part.</param>
    /// <param name="count">How many goals there are.</param>
    public static Range PlacesOf(TaskSplit split, int count)
    {
        var (test, development, train) = count > TrainStart ? (TestEnd, DevelopmentEnd, TrainStart) : (count / 5, count * 3 / 10, count * 3 / 10);
        return split switch
        {
            TaskSplit.Test => ..test,
            TaskSplit.Development => test..development,
            _ => train..count,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var shop = await new ShopLoader(settings).OpenAsync(name, cancellationToken);
        var (start, length) = PlacesOf(split, shop.Goals.Count).GetOffsetAndLength(shop.Goals.Count);
        for (var goal = start; goal < start + length; goal++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new AgentTask
            {
                Environment = WebShopDefinition.Name,
                Id = FormattableString.Invariant($"{WebShopDefinition.Name}/{Path.GetFileName(name.File)}/{WireNames.Of(name.Goals)}/{goal}"),
                Split = split,
                Category = shop.Goals[goal].Category,
                Data = new WebShopTask { Catalogue = name, Goal = goal }.ToJson(),
            };
        }
    }
}
