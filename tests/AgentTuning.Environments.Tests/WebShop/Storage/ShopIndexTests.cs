using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Storage;

public sealed class ShopIndexTests(OfficialShop shops) : IClassFixture<OfficialShop>, IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("webshop-index").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_shop_on_disk_is_the_shop_in_memory()
    {
        var memory = await shops.SyntheticAsync();
        using var disk = await OpenAsync(CopyOfficial());

        Assert.Equal(memory.Catalogue.Count, disk.Catalogue.Count);
        Assert.Equal(memory.Prices, disk.Prices);
        Assert.Equal(6910, disk.Goals.Count);
        for (var place = 0; place < 6910; place += 97)
        {
            var (one, other) = (new ShopSession(memory, memory.Goals[place]), new ShopSession(disk, disk.Goals[place]));
            foreach (var action in new[] { $"search[{memory.Goals[place].Name}]", $"click[{memory.Goals[place].Asin}]", "click[features]", "click[< prev]", "click[buy now]" })
            {
                Assert.Equal(one.Step(action), other.Step(action));
                Assert.Equal(PageText.Rich(one.Page), PageText.Rich(other.Page));
            }
        }
    }

    [Fact]
    public async Task An_index_is_built_once_and_again_only_for_other_bytes()
    {
        var files = CopyOfficial();
        (await OpenAsync(files)).Dispose();
        var manifest = Path.Combine(_folder, "index", "manifest.json");
        var mark = Path.Combine(_folder, "index", "mark");
        await File.WriteAllTextAsync(mark, "", Token);

        File.SetLastWriteTimeUtc(files.Products, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await OpenAsync(files)).Dispose();
        Assert.True(File.Exists(mark)); // only the time of writing changed

        await File.AppendAllTextAsync(files.Products, "\n", Token);
        (await OpenAsync(files)).Dispose();
        Assert.False(File.Exists(mark));
        Assert.True(File.Exists(manifest));
    }

    [Fact]
    public async Task What_a_killed_build_left_is_thrown_away()
    {
        var unfinished = Path.Combine(_folder, "index.building");
        Directory.CreateDirectory(unfinished);
        await File.WriteAllTextAsync(Path.Combine(unfinished, "products.jsonl"), "{torn", Token);

        using var shop = await OpenAsync(CopyOfficial());

        Assert.Equal(1000, shop.Catalogue.Count);
        Assert.False(Directory.Exists(unfinished));
    }

    [Fact]
    public async Task A_damaged_index_says_what_to_do()
    {
        var files = CopyOfficial();
        (await OpenAsync(files)).Dispose();
        await File.AppendAllTextAsync(Path.Combine(_folder, "index", "products.jsonl"), "x", Token);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(files));

        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    OfficialFiles CopyOfficial()
    {
        foreach (var file in Directory.EnumerateFiles(SharedFiles.WebShop, "*.json"))
        {
            var copy = Path.Combine(_folder, Path.GetFileName(file));
            File.WriteAllBytes(copy, File.ReadAllBytes(file));
        }

        return OfficialFiles.Locate(_folder);
    }

    Task<Shop> OpenAsync(OfficialFiles files) => new ShopLoader(new WebShopSettings { Index = Path.Combine(_folder, "index") })
        .OpenIndexAsync(files, null, new GoalOptions { Kind = GoalKind.Synthetic }, new RewardRule(new TitleNouns()), Token);
}
