using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Reference;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Text;

/// <summary>Endless plain paragraphs about products of training, searches and choices. No conversations, and nothing of other splits.</summary>
/// <param name="seed">The same seed gives the same paragraphs.</param>
public sealed class ShopText(int seed)
{
    static readonly PhraseBook Prose = new("WebShop/Text/Prose.txt");

    /// <summary>The paragraphs, one by one.</summary>
    public IEnumerable<string> Paragraphs()
    {
        var random = RandomDraws.Seeded(seed, 760, 0);
        var catalogue = new GeneratedCatalogue(random.Next(), TaskSplit.Train, GeneratedCatalogue.MostProducts);
        while (true)
        {
            var entry = catalogue.Create(random.Next(catalogue.Count));
            yield return random.Next(5) switch
            {
                0 => Describe(random, entry),
                1 => Search(random, entry),
                2 => Choose(random, entry),
                3 => Compare(random, entry.Product, catalogue.Create(random.Next(catalogue.Count)).Product),
                _ => Ask(random, entry),
            };
        }
    }

    static string Describe(Random random, RawEntry entry) => Prose.Write(
        random,
        "product",
        ("title", entry.Product.Name), ("price", Price(entry.Product)), ("department", entry.Product.Category), ("path", entry.Product.ProductCategory.Replace(" › ", ", ", StringComparison.Ordinal)),
        ("options", Options(random, entry.Product)), ("attributes", string.Join(", ", entry.Attributes!.Attributes!.Value)), ("noun", entry.Product.Query));

    static string Search(Random random, RawEntry entry)
    {
        var wish = entry.Instructions[0].Instruction;
        return Prose.Write(random, "search", ("wish", wish), ("words", string.Join(' ', new ShoppingList(wish).Words)));
    }

    static string Choose(Random random, RawEntry entry) => Prose.Write(
        random,
        "choose",
        ("wish", entry.Instructions[0].Instruction), ("title", entry.Product.Name), ("options", Options(random, entry.Product)), ("chosen", string.Join(" and ", entry.Instructions[0].InstructionOptions)));

    static string Compare(Random random, RawProduct one, RawProduct other)
    {
        var isFirst = PriceTag.Read(one.Pricing).Prices[0] <= PriceTag.Read(other.Pricing).Prices[0];
        return Prose.Write(
            random, "compare", ("one", one.Name), ("price", Price(one)), ("other", other.Name), ("otherprice", Price(other)), ("cheaper", isFirst ? one.Name : other.Name));
    }

    static string Ask(Random random, RawEntry entry)
    {
        var attributes = entry.Attributes!.Attributes!.Value;
        var kind = ProductKind.All.First(kind => kind.Noun == entry.Product.Query);
        var attribute = random.Chance(0.5) ? random.Pick(attributes) : random.Pick(kind.Attributes);
        return Prose.Write(
            random, "attribute", ("title", entry.Product.Name), ("attribute", attribute), ("answer", Prose.Write(random, attributes.Contains(attribute) ? "yes" : "no")));
    }

    static string Options(Random random, RawProduct product) => string.Join(' ', product.CustomizationOptions.Select(option => Prose.Write(
        random, "options", ("name", PythonLetters.Lower(option.Name)), ("values", string.Join(", ", option.Values!.Value.Select(value => value.Value))))));

    static string Price(RawProduct product) => PriceTag.Read(product.Pricing).Text;
}
