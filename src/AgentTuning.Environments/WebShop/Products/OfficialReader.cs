using System.Runtime.CompilerServices;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>Reads the official files product by product; the array of products is never held as a whole.</summary>
/// <param name="files">The files.</param>
/// <param name="limit">Takes the first so many rows only; null takes all.</param>
public sealed class OfficialReader(OfficialFiles files, int? limit = null)
{
    /// <summary>The rows in the order of the file, as they stand there.</summary>
    /// <exception cref="InvalidDataException">A file is malformed; the message names the file and the product's number.</exception>
    public async IAsyncEnumerable<RawEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var attributes = await KeyedJsonFile.ReadAsync(files.Attributes, cancellationToken);
        var instructions = files.Instructions is { } path ? await KeyedJsonFile.ReadAsync(path, cancellationToken) : KeyedJsonFile.Empty;
        await using var rows = new JsonArrayFile(files.Products);
        await foreach (var product in rows.ReadAsync(WebShopJson.Readable.RawProduct, cancellationToken).Take(limit ?? int.MaxValue))
        {
            var written = instructions.Find(product.Asin, WebShopJson.Readable.ImmutableArrayRawInstruction);
            yield return new RawEntry(product, attributes.Find(product.Asin, WebShopJson.Readable.RawAttributes), written.IsDefault ? [] : written);
        }
    }

    /// <summary>Reads all into memory.</summary>
    public async Task<Catalogue> ReadCatalogueAsync(CancellationToken cancellationToken = default)
    {
        var entries = new List<RawEntry>();
        await foreach (var entry in ReadAsync(cancellationToken))
            entries.Add(entry);
        return Catalogue.From(entries);
    }
}
