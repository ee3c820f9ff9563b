using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>Writes a generated catalogue in the form of the official files, product by product.</summary>
public static class CatalogueFiles
{
    /// <summary>Writes <c>items_shuffle.json</c>, <c>items_ins_v2.json</c> and <c>items_human_ins.json</c>; files of these names are replaced when all is written.</summary>
    public static async Task WriteAsync(GeneratedCatalogue catalogue, string folder, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        var entries = catalogue.Entries();
        await WriteAsync(folder, "items_shuffle.json", isObject: false, entries, (writer, entry) => Write(writer, entry.Product, WebShopJson.Readable.RawProduct), cancellationToken);
        await WriteAsync(folder, "items_ins_v2.json", isObject: true, entries.Where(entry => entry.Attributes is not null), (writer, entry) => Write(writer, entry.Attributes!, WebShopJson.Readable.RawAttributes), cancellationToken);
        await WriteAsync(folder, "items_human_ins.json", isObject: true, entries, (writer, entry) => Write(writer, entry.Instructions, WebShopJson.Readable.ImmutableArrayRawInstruction), cancellationToken);
    }

    static void Write<T>(Utf8JsonWriter writer, T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(writer, value, type);

    static async Task WriteAsync(
        string folder, string name, bool isObject, IEnumerable<RawEntry> entries, Action<Utf8JsonWriter, RawEntry> write, CancellationToken cancellationToken)
    {
        const int Pending = 1 << 16;
        var path = Path.Combine(folder, name);
        var partial = $"{path}.partial";
        await using (var file = File.Create(partial))
        await using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = WebShopJson.Readable.Options.Encoder }))
        {
            Start(writer, isObject);
            foreach (var entry in entries)
            {
                if (isObject)
                    writer.WritePropertyName(entry.Product.Asin);
                write(writer, entry);
                if (writer.BytesPending > Pending)
                    await writer.FlushAsync(cancellationToken);
            }

            End(writer, isObject);
            await writer.FlushAsync(cancellationToken);
            file.WriteByte((byte)'\n');
        }

        File.Move(partial, path, overwrite: true);
    }

    static void Start(Utf8JsonWriter writer, bool isObject)
    {
        if (isObject)
            writer.WriteStartObject();
        else
            writer.WriteStartArray();
    }

    static void End(Utf8JsonWriter writer, bool isObject)
    {
        if (isObject)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
    }
}
