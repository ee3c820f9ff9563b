using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.Tests.WebShop.Products;

public sealed class CatalogueTests
{
    [Fact]
    public void Options_are_lower_case_with_bars_for_slashes_and_spaces_kept()
    {
        var product = Single(Rows.Entry("B1", "Lamp", "$1", Rows.Group("Color", " Black / White", "A/B"), Rows.Group("COLOR", "Red"), new RawOptionGroup("Size", null)));

        Assert.Equal("color", Assert.Single(product.Options).Name);
        Assert.Equal(["red"], product.Options[0].Values);
        Assert.Equal(["a | b", "black  |  white", "red"], product.OptionImages.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("$877.8", "$877.8")]
    [InlineData("$44.99$33.98", "$44.99 to $33.98")]
    [InlineData("$2.99 - $6.99$8.00", "$2.99 to $6.99")]
    [InlineData("$1,299.00", "$1299.0")]
    [InlineData("USD $5", "$5.0")]
    [InlineData("", "$100.0")]
    [InlineData(null, "$100.0")]
    public void Prices_print_as_Python_prints_numbers(string? pricing, string expected) => Assert.Equal(expected, Single(Rows.Entry("B1", "Lamp", pricing)).PriceText);

    [Theory]
    [InlineData("9.99")]
    [InlineData("$")]
    [InlineData("$1.2.3")]
    public void A_price_that_cannot_be_read_names_the_product(string pricing)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Catalogue.From([Rows.Entry("B1", "Lamp"), Rows.Entry("B2", "Lamp", pricing)]));

        Assert.StartsWith("Product 2 (B2): 'pricing' is '", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_ids_nan_and_repeated_ids_are_left_out()
    {
        var catalogue = Catalogue.From([Rows.Entry("B1", "First"), Rows.Entry("nan", "x"), Rows.Entry("B0123456789", "x"), Rows.Entry("B1", "Second"), Rows.Entry("B2", "Third")]);

        Assert.Equal(["First", "Third"], catalogue.Products.Select(product => product.Title));
        Assert.Equal(1, catalogue.OrdinalOf("B2"));
        Assert.Null(catalogue.Find("nan"));
    }

    [Fact]
    public void A_product_without_attributes_has_a_dummy_and_an_empty_list_stays_empty()
    {
        var absent = Single(Rows.Entry("B1", "Lamp") with { Attributes = null });
        var empty = Single(Rows.Entry("B1", "Lamp") with { Attributes = new RawAttributes { Attributes = [] } });

        Assert.Equal(["DUMMY_ATTR"], absent.Attributes);
        Assert.Empty(empty.Attributes);
        Assert.Equal("lamps", absent.Query);
    }

    static Product Single(RawEntry row) => Catalogue.From([row])[0];
}
