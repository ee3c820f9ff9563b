using System.Text.Json;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.WebShop.Generation;

public sealed class GeneratedCatalogueTests
{
    static string Json(RawEntry entry) => JsonSerializer.Serialize(entry.Product, WebShopJson.Readable.RawProduct)
        + JsonSerializer.Serialize(entry.Attributes!, WebShopJson.Readable.RawAttributes)
        + JsonSerializer.Serialize(entry.Instructions, WebShopJson.Readable.ImmutableArrayRawInstruction);

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        var one = new GeneratedCatalogue(3, TaskSplit.Train, 200).Entries().Select(Json).ToArray();

        Assert.Equal(one, new GeneratedCatalogue(3, TaskSplit.Train, 200).Entries().Select(Json));
        Assert.NotEqual(one[0], Json(new GeneratedCatalogue(4, TaskSplit.Train, 200).Create(0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(102)]
    [InlineData(5000)]
    public void Every_product_has_an_id_of_its_own_in_every_split(int count)
    {
        var ids = new[] { TaskSplit.Train, TaskSplit.Development, TaskSplit.Test }.SelectMany(split => new GeneratedCatalogue(3, split, count).Entries().Select(entry => entry.Product.Asin)).ToArray();

        Assert.Equal(3 * count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches("^B0[0-9A-Z]{8}$", id));
    }

    [Fact]
    public void The_splits_share_no_instruction_and_no_title()
    {
        HashSet<string> Texts(TaskSplit split) => [.. new GeneratedCatalogue(3, split, 3000).Entries().SelectMany(entry => new[] { entry.Instructions[0].Instruction, entry.Product.Name })];

        Assert.Empty(Texts(TaskSplit.Train).Intersect(Texts(TaskSplit.Test)));
        Assert.Empty(Texts(TaskSplit.Train).Intersect(Texts(TaskSplit.Development)));
    }

    [Fact]
    public void A_family_has_products_that_differ_in_an_attribute_an_option_or_the_price()
    {
        var rows = new GeneratedCatalogue(3, TaskSplit.Train, 4).Entries().ToArray();

        Assert.NotEqual(rows[0].Attributes!.Attributes!.Value, rows[1].Attributes!.Attributes!.Value);
        Assert.NotEqual(rows[0].Product.CustomizationOptions[0].Values!.Value, rows[2].Product.CustomizationOptions[0].Values!.Value);
        Assert.True(PriceTag.Read(rows[3].Product.Pricing).Prices[0] > PriceTag.Read(rows[0].Product.Pricing).Prices[0]);
    }

    [Fact]
    public async Task Written_files_read_back_as_the_rows_that_they_were_made_of()
    {
        var folder = Directory.CreateTempSubdirectory("shop-files").FullName;
        try
        {
            var catalogue = new GeneratedCatalogue(3, TaskSplit.Test, 150);

            await CatalogueFiles.WriteAsync(catalogue, folder, TestContext.Current.CancellationToken);

            using var products = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "items_shuffle.json"), TestContext.Current.CancellationToken));
            Assert.Equal(
                catalogue.Entries().Select(entry => JsonSerializer.Serialize(entry.Product, WebShopJson.Readable.RawProduct)),
                products.RootElement.EnumerateArray().Select(row => JsonSerializer.Serialize(row.Deserialize(WebShopJson.Readable.RawProduct)!, WebShopJson.Readable.RawProduct)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
