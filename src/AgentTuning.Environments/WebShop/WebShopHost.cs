namespace AgentTuning.Environments.WebShop;

/// <summary>Opens shopping episodes with one choice of settings.</summary>
sealed class WebShopHost(WebShopSettings settings) : IEnvironmentHost
{
    readonly ShopShelf _shops = new(new ShopLoader(settings));

    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IEnvironment>(new WebShopEnvironment(settings, _shops));
    }

    public ValueTask DisposeAsync() => _shops.DisposeAsync();
}
