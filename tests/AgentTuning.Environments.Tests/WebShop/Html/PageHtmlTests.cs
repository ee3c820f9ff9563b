using System.Text.RegularExpressions;
using AgentTuning.Environments.AlfWorld.Snapping;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Html;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AgentTuning.Environments.Tests.WebShop.Html;

public sealed class PageHtmlTests(OfficialShop official) : IClassFixture<OfficialShop>
{
    [Fact]
    public async Task Pages_of_the_official_shop_say_in_HTML_what_the_observation_says() => Compare(await official.SyntheticAsync());

    [Fact]
    public void Pages_of_a_generated_shop_say_in_HTML_what_the_observation_says()
    {
        using var shop = ShopLoader.Create(Catalogue.From(new GeneratedCatalogue(7, TaskSplit.Train, 300).Entries()), new GoalOptions());

        Compare(shop);
    }

    [Fact]
    public void Hostile_texts_stay_texts()
    {
        const string Hostile = "</p><script>alert(1)</script> \"quoted\" 'single' & &amp; <b>\r\nnext";
        var page = new StartPage { SessionId = "\"><script>", Instruction = Hostile, Url = "" };

        var document = new HtmlParser().ParseDocument(PageHtml.Write(page));

        Assert.Empty(document.Scripts);
        Assert.Equal(Hostile, document.QuerySelector(".wish")!.TextContent);
    }

    [Fact]
    public void A_page_asks_for_nothing_from_elsewhere()
    {
        using var shop = ShopLoader.Create(Catalogue.From(new GeneratedCatalogue(7, TaskSplit.Train, 100).Entries()), new GoalOptions());

        foreach (var (page, _) in ScriptedWalk.Pages(shop, 60))
            Assert.DoesNotMatch(new Regex("(src|href|url\\()\\s*="), PageHtml.Write(page));
    }

    internal static string Visible(IEnumerable<(string Parent, string Text)> nodes)
    {
        var pieces = new List<string>();
        foreach (var (_, text) in nodes.Where(node => node.Parent is not ("style" or "script" or "head" or "title")))
        {
            var isBlank = text.All(character => character is ' ' or '\n' or '\t' or '\f' or '\r');
            if (text.Length > 0 && !(isBlank && text.Contains('\n', StringComparison.Ordinal)))
                pieces.Add(PythonText.Strip(text));
        }

        return string.Join(" [SEP] ", pieces);
    }

    static void Compare(Shop shop)
    {
        var parser = new HtmlParser();
        foreach (var (page, clickables) in ScriptedWalk.Pages(shop, 200))
        {
            var document = parser.ParseDocument(PageHtml.Write(page));
            var nodes = document.Body!.Descendants<IText>().Select(node => (node.ParentElement!.LocalName, node.Data));

            Assert.Equal(PageText.Plain(page), Visible(nodes));
            Assert.Equal(clickables, document.QuerySelectorAll("button").Select(button => button.GetAttribute("value") ?? "search").Order(new Places(clickables)).Distinct(StringComparer.Ordinal));
        }
    }

    // Buttons first, then links, as the original lists them.
    sealed class Places(IReadOnlyList<string> clickables) : IComparer<string>
    {
        public int Compare(string? x, string? y) => clickables.ToList().IndexOf(x!).CompareTo(clickables.ToList().IndexOf(y!));
    }
}
