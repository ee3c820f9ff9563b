using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Scoring;

public sealed class PurchaseLogTests : IDisposable
{
    const string Goal = """{"asin":"B000000001","category":"garden","query":"lamps","name":"Brass Lamp","product_category":"Home › Lamps","instruction_text":"x","attributes":["easy clean"],"price_upper":30.0,"goal_options":["red"],"weight":1}""";

    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Rows_of_the_original_site_are_replayed_and_other_pages_passed_over()
    {
        var report = await ReplayAsync(
            """{"page":"index","url":"/","goal":{"asin":"x","query":"","name":"","product_category":"","attributes":[],"price_upper":1}}""",
            $$"""{"page":"done","url":"u","goal":{{Goal}},"content":{"asin":"B000000001","options":{"color":"red"},"price":12.5},"reward":1.0,"reward_info":{"r_type":1.0,"r_att":1.0,"r_option":1.0,"r_price":true,"title_score":1.0} }""");

        Assert.Equal((1, 1), (report.Purchases, report.Equal));
    }

    [Fact]
    public async Task Differences_name_line_and_part()
    {
        var report = await ReplayAsync($$"""{"goal":{{Goal}},"asin":"B000000001","options":{},"price":12.5,"reward":0.9,"reward_info":{"r_option":1.0} }""");

        Assert.Equal([new(1, "r_option", 1, 0), new(1, "reward", 0.9, 2d / 3)], report.Differences);
        Assert.Equal(0, report.Equal);
    }

    [Fact]
    public async Task Recorded_title_scores_stand_in_for_the_tagger_where_asked()
    {
        const string Tail = ""","asin":"B000000003","options":{"color":"red"},"price":12.5,"reward":0.0,"reward_info":{"title_score":0.0}}""";

        var without = await ReplayAsync($$"""{"goal":{{Goal}}{{Tail}}""");
        var with = await ReplayAsync(usesTitles: true, $$"""{"goal":{{Goal.Replace("Brass Lamp", "Oak Lamp", StringComparison.Ordinal)}}{{Tail}}""");

        Assert.Equal(1, without.Equal);
        Assert.Equal(1, with.Equal);
    }

    [Fact]
    public async Task An_unknown_product_is_named_with_its_line()
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReplayAsync($$"""{"goal":{{Goal}},"asin":"B9","reward":1.0}"""));

        Assert.Contains("line 1: the product 'B9' is not in the catalogue", fault.Message, StringComparison.Ordinal);
    }

    Task<PurchaseLogReport> ReplayAsync(params string[] rows) => ReplayAsync(usesTitles: false, rows);

    async Task<PurchaseLogReport> ReplayAsync(bool usesTitles, params string[] rows)
    {
        using var shop = Rows.Lamps();
        await File.WriteAllLinesAsync(_path, rows, TestContext.Current.CancellationToken);
        return await new PurchaseLog(new RewardRule(new TitleNouns()), shop.Catalogue, usesTitles).ReplayAsync(_path, TestContext.Current.CancellationToken);
    }
}
