using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.Tests.WebShop.Products;

public sealed class OfficialReaderTests(OfficialShop shops) : IClassFixture<OfficialShop>, IDisposable
{
    const string Row = """{"asin":"B1","name":"Lamp","full_description":"d","small_description":"one","pricing":"$1$2","customization_options":null,"product_category":"c","category":"garden","query":"q","images":["i"],"list_price":{"x":[1]}}""";

    readonly string _folder = Directory.CreateTempSubdirectory("webshop-reader").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_official_catalogue_has_the_known_counts()
    {
        var products = (await shops.SyntheticAsync()).Catalogue.Products.ToList();

        Assert.Equal(93, products.Count(product => product.Prices.Length == 2));
        Assert.Equal(185, products.Count(product => product.Attributes.IsEmpty));
        Assert.Equal(301, products.Count(product => product.Description.Length == 0));
        Assert.Equal(69, products.Count(product => product.Bullets is [""]));
        Assert.Equal(8, products.SelectMany(product => product.Options).SelectMany(option => option.Values).Distinct().Count(value => value.Contains("  |", StringComparison.Ordinal) || value.Contains("|  ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_text_is_a_list_of_it_and_unknown_fields_are_passed_over()
    {
        var catalogue = await ReadAsync($"[{Row}]");

        Assert.Equal(["one"], catalogue[0].Bullets);
        Assert.Equal("$1.0 to $2.0", catalogue[0].PriceText);
    }

    [Theory]
    [InlineData("[ROW,{\"asin\":\"B2\"}]", "items_shuffle.json product 2: the record lacks 'name', ")]
    [InlineData("[ROW,{\"asin\":7}]", "items_shuffle.json product 2: asin is 7, expected a text")]
    [InlineData("[ROW ROW]", "items_shuffle.json product 2 is preceded by '{', expected a comma")]
    [InlineData("[ROW,null]", "items_shuffle.json product 2 is null, expected an object.")]
    [InlineData("[ROW,", "items_shuffle.json ends within product 2")]
    [InlineData("[ROW,{\"asin\":", "items_shuffle.json product 2 is not JSON")]
    [InlineData("[ROW", "items_shuffle.json ends after product 1")]
    [InlineData("{}", "items_shuffle.json begins with '{', expected a list of products")]
    public async Task A_malformed_row_is_named_by_its_number(string text, string expected)
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(text.Replace("ROW", Row, StringComparison.Ordinal)));

        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_attributes_are_named_by_their_product()
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync($"[{Row}]", """{"B1":{"attributes":7}}"""));

        Assert.StartsWith("items_ins_v2.json: the member 'B1': attributes is 7, expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_attributes_says_what_is_missing()
    {
        File.WriteAllText(Path.Combine(_folder, "items_shuffle_1000.json"), "[]");

        var fault = Assert.Throws<FileNotFoundException>(() => OfficialFiles.Locate(_folder));

        Assert.Contains("items_ins_v2_1000.json", fault.Message, StringComparison.Ordinal);
    }

    async Task<Catalogue> ReadAsync(string products, string attributes = "{}")
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "items_shuffle.json"), products, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "items_ins_v2.json"), attributes, TestContext.Current.CancellationToken);
        return await new OfficialReader(OfficialFiles.Locate(_folder)).ReadCatalogueAsync(TestContext.Current.CancellationToken);
    }
}
