using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.Tests.WebShop;

/// <summary>The shops of the official 1,000 products, opened once for all tests of a class.</summary>
public sealed class OfficialShop : IAsyncDisposable
{
    readonly Lazy<Task<Shop>> _synthetic = new(() => OpenAsync(GoalKind.Synthetic));
    readonly Lazy<Task<Shop>> _human = new(() => OpenAsync(GoalKind.Human));

    public Task<Shop> SyntheticAsync() => _synthetic.Value;

    public Task<Shop> HumanAsync() => _human.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in new[] { _synthetic, _human })
            if (shop is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                (await shop.Value).Dispose();
    }

    static async Task<Shop> OpenAsync(GoalKind goals) =>
        await new ShopLoader(new WebShopSettings()).OpenAsync(new CatalogueName { File = OfficialFiles.Locate(SharedFiles.WebShop).Products, Goals = goals }, CancellationToken.None);
}
