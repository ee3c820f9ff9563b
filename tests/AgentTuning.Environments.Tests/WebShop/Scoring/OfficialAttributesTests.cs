using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Scoring;

public sealed class OfficialAttributesTests(OfficialShop shops) : IClassFixture<OfficialShop>
{
    // The sum was made by Python's difflib over the same pairs: h = (h * 31 + ratio) % 1000000007.
    [Fact]
    public async Task All_pairs_of_400_attributes_are_as_alike_as_Python_finds_them()
    {
        var attributes = (await shops.SyntheticAsync()).Catalogue.Products.SelectMany(product => product.Attributes).Distinct().Order(StringComparer.Ordinal).ToList();
        var sum = 0L;

        for (var i = 0; i < 400; i++)
            for (var j = i + 1; j < 400; j++)
                sum = ((sum * 31) + TokenSetRatio.Compare(attributes[i], attributes[j])) % 1_000_000_007;

        Assert.Equal(598, attributes.Count);
        Assert.Equal(880_108_532, sum);
    }
}
