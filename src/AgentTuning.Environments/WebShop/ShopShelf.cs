using System.Collections.Concurrent;

namespace AgentTuning.Environments.WebShop;

/// <summary>The shops that the episodes of a host share, opened when they are first asked for. Safe for several callers.</summary>
sealed class ShopShelf(ShopLoader loader) : IAsyncDisposable
{
    readonly ConcurrentDictionary<CatalogueName, Lazy<Task<Shop>>> _shops = new();

    // One caller's cancellation must not fail the others, so that opening is not cancelled but awaited by those who want it.
    public async Task<Shop> OpenAsync(CatalogueName name, CancellationToken cancellationToken)
    {
        var opening = _shops.GetOrAdd(name, static (key, from) => new(() => from.OpenAsync(key)), loader);
        try
        {
            return await opening.Value.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            _shops.TryRemove(KeyValuePair.Create(name, opening));
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in _shops.Values)
            if (shop.IsValueCreated && shop.Value.IsCompletedSuccessfully)
                (await shop.Value).Dispose();
        _shops.Clear();
    }
}
