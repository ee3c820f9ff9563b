using System.Text.Json;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Bench.WebShop;

/// <summary>Writes rows as the official files hold them.</summary>
static class CatalogueFiles
{
    public static OfficialFiles Write(string folder, IEnumerable<RawEntry> rows)
    {
        using (var productsFile = File.Create(Path.Combine(folder, "items_shuffle.json")))
        using (var attributesFile = File.Create(Path.Combine(folder, "items_ins_v2.json")))
        using (var products = new Utf8JsonWriter(productsFile))
        using (var attributes = new Utf8JsonWriter(attributesFile))
        {
            products.WriteStartArray();
            attributes.WriteStartObject();
            foreach (var row in rows)
            {
                JsonSerializer.Serialize(products, row.Product);
                if (row.Attributes is { } known)
                {
                    attributes.WritePropertyName(row.Product.Asin);
                    JsonSerializer.Serialize(attributes, known);
                }

                if (products.BytesPending > 1 << 20)
                {
                    products.Flush();
                    attributes.Flush();
                }
            }

            products.WriteEndArray();
            attributes.WriteEndObject();
        }

        return OfficialFiles.Locate(folder);
    }
}
