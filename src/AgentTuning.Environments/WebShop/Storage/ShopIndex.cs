using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Search;
using Lucene.Net.Store;

namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>A catalogue on disk with its search, prices and goals.</summary>
/// <param name="folder">Where the index lies.</param>
sealed class ShopIndex(string folder)
{
    /// <summary>Builds the index where it is missing or was built from other files.</summary>
    public async Task EnsureAsync(OfficialFiles files, int? limit, CancellationToken cancellationToken)
    {
        var glance = SourceStamp.GlanceAt(files, limit);
        var manifest = await ReadManifestAsync(cancellationToken);
        if (manifest is not null && string.Equals(manifest.Source.Glance, glance, StringComparison.Ordinal))
            return;
        var hash = await SourceStamp.HashAsync(files, limit, cancellationToken);
        var stamp = new SourceStamp(glance, hash);
        if (manifest is not null && string.Equals(manifest.Source.Hash, hash, StringComparison.Ordinal))
            await ShopIndexBuilder.WriteManifestAsync(folder, manifest with { Source = stamp }, cancellationToken);
        else
            await ShopIndexBuilder.BuildAsync(new OfficialReader(files, limit).ReadAsync(cancellationToken), stamp, folder, cancellationToken);
    }

    /// <summary>Opens products, search, prices and goals; what depends on seeds is worked out at first and kept.</summary>
    public (Catalogue Catalogue, ProductIndex Search, ImmutableArray<double> Prices, GoalSet Goals) Open(GoalOptions options)
    {
        var catalogue = new Catalogue(StoredProducts.Open(folder));
        var search = new ProductIndex(new MMapDirectory(Path.Combine(folder, ShopIndexBuilder.SearchName)));
        if (search.Count != catalogue.Count)
            throw new InvalidDataException($"The index in {folder} is damaged: it has {catalogue.Count} products and {search.Count} documents. Delete the folder; it is built anew.");
        var prices = ImmutableCollectionsMarshal.AsImmutableArray(Prices(catalogue, options.PriceSeed));
        var goals = options.Filter is null && options.Limit is null
            ? new GoalSet(catalogue, Goals(catalogue, prices, options))
            : GoalSet.Create(catalogue, prices, options);
        return (catalogue, search, prices, goals);
    }

    double[] Prices(Catalogue catalogue, int seed)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"prices-{seed}.bin"));
        if (!File.Exists(path))
            Place(path, temporary => NumberFile.Write<double>(temporary, ProductPrices.DrawAll(catalogue, seed).AsSpan()));
        return NumberFile.Read<double>(path);
    }

    GoalTable Goals(Catalogue catalogue, ImmutableArray<double> prices, GoalOptions options)
    {
        var name = FormattableString.Invariant($"{options.Kind}-{options.PriceSeed}-{options.BoundSeed}").ToLowerInvariant();
        var (groups, order) = (Path.Combine(folder, $"goals-{name}.bin"), Path.Combine(folder, $"order-{name}.bin"));
        if (!File.Exists(groups) || !File.Exists(order))
        {
            var table = GoalSet.Table(catalogue, prices, options, out _);
            Place(order, temporary => NumberFile.Write<int>(temporary, table.Order.AsSpan()));
            Place(groups, temporary => NumberFile.Write<GoalGroup>(temporary, table.Groups.AsSpan()));
        }

        return new GoalTable(ImmutableCollectionsMarshal.AsImmutableArray(NumberFile.Read<GoalGroup>(groups)), ImmutableCollectionsMarshal.AsImmutableArray(NumberFile.Read<int>(order)));
    }

    async Task<ShopIndexManifest?> ReadManifestAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ShopIndexBuilder.ManifestName);
        if (!File.Exists(path))
            return null;
        try
        {
            var manifest = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellationToken), WebShopJson.Readable.ShopIndexManifest);
            return manifest?.Form == ShopIndexManifest.CurrentForm ? manifest : null;
        }
        catch (JsonException)
        {
            return null; // of another program or damaged: built anew
        }
    }

    static void Place(string path, Action<string> write)
    {
        var temporary = $"{path}.tmp";
        write(temporary);
        File.Move(temporary, path, overwrite: true);
    }
}
