using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>The visible text of a page, piece by piece, as the original's parser finds it in its HTML.</summary>
static class PageNodes
{
    const string None = "None"; // what Python prints for what the original leaves out

    /// <summary>The pieces that count: white space with a line end, and nothing at all, do not; other white space is one space.</summary>
    public static IEnumerable<PageNode> Of(ShopPage page)
    {
        foreach (var node in All(page))
        {
            if (node.Text.Length == 0 || string.Equals(node.Text, "\n", StringComparison.Ordinal))
                continue;
            if (node.Kind == PageNodeKind.Exact || node.Text.AsSpan().IndexOfAnyExcept(" \n\t\f\r") >= 0)
                yield return node;
            else if (!node.Text.Contains('\n', StringComparison.Ordinal))
                yield return node with { Text = " " };
        }
    }

    static IEnumerable<PageNode> All(ShopPage page) => page switch
    {
        StartPage start => [new(StartPage.Title), new("Instruction: "), new(start.Instruction), Button(ShopPage.Search)],
        ResultsPage results => Head(results, 1).Concat(Results(results)),
        ItemPage item => Head(item, 2).Concat(Item(item)),
        SubPage sub => Head(sub, 2).Concat(Sub(sub)),
        DonePage done => Done(done),
        _ => throw new ArgumentException($"A {page.GetType().Name} has no text.", nameof(page)),
    };

    static PageNode Button(string text) => new(text, PageNodeKind.Button);

    static IEnumerable<PageNode> Head(ShopPage page, int buttons) => [new("Instruction:"), new(page.Instruction), .. page.Buttons.Take(buttons).Select(Button)];

    static IEnumerable<PageNode> Results(ResultsPage page)
    {
        yield return new(page.Heading);
        foreach (var button in page.Buttons.Skip(1))
            yield return Button(button);
        foreach (var product in page.Products)
        {
            yield return new(product.Asin, PageNodeKind.Link);
            yield return new(product.Title);
            yield return new(product.PriceText);
        }
    }

    static IEnumerable<PageNode> Item(ItemPage page)
    {
        foreach (var option in page.Product.Options)
        {
            yield return new(option.Name);
            foreach (var value in option.Values)
                yield return new(value, PageNodeKind.Label);
        }

        yield return new(page.Product.Title);
        yield return new($"Price: {page.Product.PriceText}");
        yield return new($"Rating: {Products.Product.Rating}");
        foreach (var button in page.Buttons.Skip(2))
            yield return Button(button);
    }

    static IEnumerable<PageNode> Sub(SubPage page) => page.Kind switch
    {
        SubPageKind.Description => [new(page.Product.Description)],
        SubPageKind.Features => page.Product.Bullets.Select(bullet => new PageNode($" {bullet}")),
        SubPageKind.Attributes =>
        [
            .. page.Product.Attributes.Select(attribute => new PageNode($" {attribute}")),
            new(page.Product.Category), new(page.Product.Query), new(page.Product.ProductCategory),
        ],
        _ => [],
    };

    static IEnumerable<PageNode> Done(DonePage page)
    {
        foreach (var (label, value) in new[] { ("Thank you for shopping with us!", ""), ("Your code: ", None), (" (Paste it in your MTurk interface.)", ""), ("Purchased", ""),
            ("asin", page.Product.Asin), ("options", page.ChosenJson), ("attrs", None), ("category", None), ("query", None), ("product category", None), ("Target", ""),
            ("asin", ""), ("options", ""), ("attrs", ""), ("price upper", ""), ("instuction text", ""), ("category", ""), ("product category", ""), ("query", ""), ("Goal ", None),
            ("Reward", ""), ("Your score (min 0.0, max 1.0)", PythonPrinter.Print(page.Reward)), ("Reward Details ", None) })
        {
            yield return new(label);
            yield return new(value, PageNodeKind.Exact);
        }
    }
}
