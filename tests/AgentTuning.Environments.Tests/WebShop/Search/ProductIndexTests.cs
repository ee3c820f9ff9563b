using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Search;

namespace AgentTuning.Environments.Tests.WebShop.Search;

public sealed class ProductIndexTests(OfficialShop shops) : IClassFixture<OfficialShop>
{
    [Fact]
    public async Task A_thousand_queries_rank_as_the_plain_scorer_ranks_them_ties_included()
    {
        var shop = await shops.SyntheticAsync();
        using var index = ProductIndex.Create(shop.Catalogue);
        using var plain = new PlainScorer(shop);

        var differing = Queries(shop).Where(query => !index.FindText(query, 50).SequenceEqual(plain.Top(query, 50))).ToList();

        Assert.Equal([], differing);
    }

    [Fact]
    public async Task Documents_are_as_long_as_an_independent_count_of_words_on_at_least_999_of_1000_products()
    {
        var shop = await shops.SyntheticAsync();
        using var index = ProductIndex.Create(shop.Catalogue);

        var differing = Enumerable.Range(0, 1000)
            .Where(ordinal => LengthByte.Encode(PlainWords.Count(ProductText.Of(shop.Catalogue[ordinal]))) != index.LengthCode(ordinal))
            .Select(ordinal => $"{shop.Catalogue[ordinal].Asin}: {PlainWords.Count(ProductText.Of(shop.Catalogue[ordinal]))} words, code {index.LengthCode(ordinal)}")
            .ToList();

        Assert.True(differing.Count <= 1, string.Join("; ", differing));
    }

    [Fact]
    public void Equal_scores_are_in_the_order_of_ids()
    {
        using var shop = Rows.Shop(Rows.Entry("B3", "same lamp"), Rows.Entry("B1", "same lamp"), Rows.Entry("B2", "same lamp"));

        var found = shop.Finder.Find(["lamp"], new PythonRandom(1));

        Assert.Equal(["B1", "B2", "B3"], found.Select(ordinal => shop.Catalogue[ordinal].Asin));
    }

    [Theory]
    [InlineData("<q> console tables", "B06Y3VLDFB")]
    [InlineData("<q>  console tables ", "B06Y3VLDFB")]
    public async Task A_query_mark_finds_products_of_the_query_in_the_order_of_the_catalogue(string words, string first)
    {
        var shop = await shops.SyntheticAsync();

        var found = shop.Finder.Find([.. words.Split(' ')], new PythonRandom(1));

        Assert.Equal(first, shop.Catalogue[found[0]].Asin);
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public async Task Category_and_attribute_marks_are_not_capped_and_the_category_is_the_second_word_only()
    {
        var shop = await shops.SyntheticAsync();

        var garden = shop.Finder.Find(["<c>", "garden", "beauty"], new PythonRandom(1));
        var easy = shop.Finder.Find(["<a>", "easy", "clean"], new PythonRandom(1));

        Assert.Equal(shop.Catalogue.Products.Count(product => product.Category == "garden"), garden.Length);
        Assert.True(garden.Length > 50);
        Assert.Equal(shop.Catalogue.Products.Count(product => product.Attributes.Contains("easy clean")), easy.Length);
        Assert.Empty(shop.Finder.Find(["<c>"], new PythonRandom(1)));
    }

    [Fact]
    public async Task A_random_mark_draws_fifty_different_products()
    {
        var shop = await shops.SyntheticAsync();

        var found = shop.Finder.Find(["<r>"], new PythonRandom(1));

        Assert.Equal(50, found.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("the of and")]
    [InlineData("!!! ((( AND *:* ~")]
    public async Task Words_that_say_nothing_find_nothing(string words) => Assert.Empty((await shops.SyntheticAsync()).Finder.Find([.. words.Split(' ')], new PythonRandom(1)));

    [Fact]
    public void A_query_of_thousands_of_words_is_bounded()
    {
        using var shop = Rows.Lamps();

        var found = shop.Finder.Find([.. Enumerable.Range(0, 5000).Select(number => $"lamp w{number}")], new PythonRandom(1));

        Assert.Equal(2, found.Length);
    }

    [Theory]
    [InlineData("★ lamp ★", "★ lamp ★")]
    [InlineData("kids' lamps❤️red", "kid lamp ❤️ red")]
    [InlineData("👨‍👩‍👧 the 🇩🇪 man's running", "👨‍👩‍👧 🇩🇪 man run")]
    public void Emoji_are_words_of_their_own(string text, string expected)
    {
        using var terms = new EnglishTerms();

        Assert.Equal(expected, string.Join(' ', terms.Of(text)));
    }

    // Instructions, titles, single words, repeated words, and words of several products mixed.
    static IEnumerable<string> Queries(Shop shop)
    {
        for (var number = 0; number < 250; number++)
        {
            var (one, other) = (shop.Catalogue[number * 4].Title.ToLowerInvariant(), shop.Catalogue[999 - number].Title.ToLowerInvariant());
            yield return shop.Goals[number * 27].Instruction.ToLowerInvariant();
            yield return one;
            yield return one.Split(' ')[^1];
            yield return $"{string.Join(' ', one.Split(' ').Take(2))} {string.Join(' ', other.Split(' ').Take(3))} {one.Split(' ')[0]}";
        }
    }
}
