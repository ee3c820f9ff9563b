using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;
using AgentTuning.Environments.WebShop.Search;
using AgentTuning.Environments.WebShop.Storage;

namespace AgentTuning.Environments.WebShop;

/// <summary>Opens shops by name: small catalogues in memory, large ones from an index on disk that is built at first.</summary>
/// <param name="settings">The user's choices.</param>
public sealed class ShopLoader(WebShopSettings settings)
{
    /// <summary>Files of products up to this size in bytes are held in memory.</summary>
    public const long MostBytesInMemory = 64L << 20;

    /// <summary>Opens a shop of the user's goals; disposed by the caller.</summary>
    /// <exception cref="InvalidDataException">A file is malformed; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be read, or the index cannot be written.</exception>
    public async Task<Shop> OpenAsync(CatalogueName name, CancellationToken cancellationToken = default)
    {
        var rule = new RewardRule(await OpenNounsAsync(cancellationToken));
        var options = new GoalOptions { Kind = name.Goals };
        if (name.File is not { } path)
            return Create(Catalogue.From(Generate(name).Entries()), options, rule);
        var files = OfficialFiles.Locate(path);
        if (name.Limit is null ? new FileInfo(files.Products).Length > MostBytesInMemory : settings.Index is not null)
            return await OpenIndexAsync(files, name.Limit, options, rule, cancellationToken);
        return Create(await new OfficialReader(files, name.Limit).ReadCatalogueAsync(cancellationToken), options, rule);
    }

    /// <summary>Makes a shop of a catalogue in memory; the shop disposes the catalogue.</summary>
    public static Shop Create(Catalogue catalogue, GoalOptions options, RewardRule? rule = null)
    {
        var prices = ProductPrices.DrawAll(catalogue, options.PriceSeed);
        return new Shop(catalogue, prices, ProductIndex.Create(catalogue), GoalSet.Create(catalogue, prices, options), rule ?? new RewardRule(new TitleNouns()));
    }

    /// <summary>Opens the index of official files, and builds it first where it is missing or older.</summary>
    public async Task<Shop> OpenIndexAsync(OfficialFiles files, int? limit, GoalOptions options, RewardRule rule, CancellationToken cancellationToken)
    {
        var index = new ShopIndex(settings.Index ?? $"{files.Products}.index");
        await index.EnsureAsync(files, limit, cancellationToken);
        var (catalogue, search, prices, goals) = index.Open(options);
        return new Shop(catalogue, prices, search, goals, rule);
    }

    static GeneratedCatalogue Generate(CatalogueName name) => name.Generated is { Products: >= 1 and <= GeneratedCatalogue.MostProducts } generated
        ? new GeneratedCatalogue(generated.Seed, generated.Split, generated.Products)
        : throw new InvalidDataException($"The task asks for {name.Generated?.Products ?? 0} generated products, expected 1 to {GeneratedCatalogue.MostProducts}.");

    async Task<ITitleNounExtractor> OpenNounsAsync(CancellationToken cancellationToken) =>
        settings.Nouns is { } path ? await NounFile.ReadAsync(path, new TitleNouns(), cancellationToken) : new TitleNouns();
}
