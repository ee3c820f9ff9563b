using System.Text.Json;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Search;
using AgentTuning.Files;
using Lucene.Net.Store;

namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>Builds the index of a catalogue on disk while its rows stream by.</summary>
static class ShopIndexBuilder
{
    public const string ManifestName = "manifest.json";
    public const string SearchName = "search";

    const string UnfinishedSuffix = ".building";

    /// <summary>Builds in a neighbour of the folder, and renames it when all is there; what a killed build left is thrown away.</summary>
    /// <exception cref="InvalidDataException">A row is malformed.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public static async Task BuildAsync(IAsyncEnumerable<RawEntry> entries, SourceStamp source, string folder, CancellationToken cancellationToken)
    {
        var unfinished = Path.TrimEndingDirectorySeparator(folder) + UnfinishedSuffix;
        Discard(unfinished);
        System.IO.Directory.CreateDirectory(unfinished);
        var count = await WriteAsync(entries, unfinished, cancellationToken);
        var manifest = new ShopIndexManifest { Form = ShopIndexManifest.CurrentForm, Products = count, Source = source };
        await WriteManifestAsync(unfinished, manifest, cancellationToken);
        Discard(folder);
        System.IO.Directory.Move(unfinished, folder);
    }

    public static Task WriteManifestAsync(string folder, ShopIndexManifest manifest, CancellationToken cancellationToken) =>
        AtomicFile.WriteAllBytesAsync(Path.Combine(folder, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, WebShopJson.Readable.ShopIndexManifest), cancellationToken);

    static async Task<int> WriteAsync(IAsyncEnumerable<RawEntry> entries, string folder, CancellationToken cancellationToken)
    {
        var asins = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var offsets = new List<long>();
        var (number, offset) = (0, 0L);
        await using var lines = new FileStream(Path.Combine(folder, StoredProducts.LinesName), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, useAsync: true);
        using (var directory = FSDirectory.Open(Path.Combine(folder, SearchName)))
        using (var writer = new ProductIndexWriter(directory))
        {
            await foreach (var entry in entries.WithCancellation(cancellationToken))
            {
                number++;
                if (!ProductRules.IsKept(entry.Product.Asin) || !seen.Add(entry.Product.Asin))
                    continue;
                writer.Add(Catalogue.Normalize(entry, number));
                var line = JsonSerializer.SerializeToUtf8Bytes(entry, WebShopJson.Readable.RawEntry);
                await lines.WriteAsync(line, cancellationToken);
                lines.WriteByte((byte)'\n');
                asins.Add(entry.Product.Asin);
                offsets.Add(offset);
                offset += line.Length + 1;
            }

            writer.Complete();
        }

        await lines.FlushAsync(cancellationToken);
        NumberFile.Write<long>(Path.Combine(folder, StoredProducts.OffsetsName), [.. offsets, offset]);
        NumberFile.Write<int>(Path.Combine(folder, StoredProducts.IdsName), StoredProducts.Table(asins));
        return asins.Count;
    }

    static void Discard(string folder)
    {
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }
}
