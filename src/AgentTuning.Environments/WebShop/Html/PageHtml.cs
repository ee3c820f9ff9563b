using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Database.Python;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Html;

/// <summary>Pages as HTML for people and browsers: no scripts, nothing from elsewhere, and the same visible text as the observation.</summary>
/// <remarks>
/// Everything that can be clicked is a button of class <c>btn</c>, <c>product-link</c> or <c>option-value</c> whose value is what a click names. Forms post
/// <c>click</c> or <c>search</c> to <c>/{session}/act</c>.
/// </remarks>
public static class PageHtml
{
    const string None = "None"; // what the original's template prints for what it leaves out

    static readonly string Style = EmbeddedText.Read("WebShop/Html/Shop.css");

    /// <summary>The whole document.</summary>
    public static string Write(ShopPage page)
    {
        var html = new StringBuilder(8192);
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>WebShop</title><style>")
            .Append(Style)
            .Append("</style></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<form class=\"page {KindOf(page)}\" method=\"post\" action=\"/{HtmlText.Escape(Uri.EscapeDataString(page.SessionId))}/act\">");
        switch (page)
        {
            case StartPage:
                WriteStart(html, page);
                break;
            case ResultsPage results:
                WriteResults(html, results);
                break;
            case ItemPage item:
                WriteItem(html, item);
                break;
            case SubPage sub:
                WriteSub(html, sub);
                break;
            case DonePage done:
                WriteDone(html, done);
                break;
            default:
                throw new ArgumentException($"A {page.GetType().Name} has no HTML.", nameof(page));
        }

        return html.Append("</form></body></html>").ToString();
    }

    static string KindOf(ShopPage page) => page switch
    {
        StartPage => "start",
        ResultsPage => "results",
        ItemPage => "item",
        SubPage => "sub",
        _ => "done",
    };

    static void WriteStart(StringBuilder html, ShopPage page)
    {
        html.Append("<div class=\"hero\">").Append(ShopPicture.Bag);
        Element(html, "h1", "brand", StartPage.Title);
        html.Append("<div class=\"instruction\">");
        Element(html, "b", "label", "Instruction: ");
        Element(html, "span", "wish", page.Instruction);
        html.Append("</div><div class=\"search-bar\"><input name=\"search\" type=\"search\" maxlength=\"1000\" autofocus placeholder=\"Search for anything\" aria-label=\"Search for anything\">");
        Element(html, "button", "btn primary", ShopPage.Search);
        html.Append("</div></div>");
    }

    static void WriteHead(StringBuilder html, ShopPage page, int buttons)
    {
        html.Append("<header><div class=\"instruction\">");
        Element(html, "b", "label", "Instruction:");
        Element(html, "span", "wish", page.Instruction);
        html.Append("</div><nav>");
        foreach (var button in page.Buttons.Take(buttons))
            Button(html, button);
        html.Append("</nav></header>");
    }

    static void WriteResults(StringBuilder html, ResultsPage page)
    {
        WriteHead(html, page, 1);
        html.Append("<div class=\"pager\">");
        Element(html, "h2", "heading", page.Heading);
        foreach (var button in page.Buttons.Skip(1))
            Button(html, button);
        html.Append("</div><main class=\"grid\">");
        foreach (var product in page.Products)
        {
            html.Append("<article class=\"card\">").Append(ShopPicture.Of(product));
            var visited = page.Visited.Contains(product.Asin) ? "product-link visited" : "product-link";
            Clickable(html, visited, PythonLetters.Lower(product.Asin), product.Asin);
            Element(html, "h3", "title", product.Title);
            Element(html, "p", "price", product.PriceText);
            html.Append("</article>");
        }

        html.Append("</main>");
    }

    static void WriteItem(StringBuilder html, ItemPage page)
    {
        WriteHead(html, page, 2);
        var product = page.Product;
        html.Append("<main class=\"product\">").Append(ShopPicture.Of(product)).Append("<div class=\"options\">");
        foreach (var option in product.Options)
        {
            html.Append("<fieldset>");
            Element(html, "legend", "option-name", option.Name);
            foreach (var value in option.Values)
                Clickable(html, IsChosen(page.Chosen, option.Name, value) ? "option-value chosen" : "option-value", value, value);
            html.Append("</fieldset>");
        }

        html.Append("</div><div class=\"facts\">");
        Element(html, "h2", "title", product.Title);
        Element(html, "p", "price", $"Price: {product.PriceText}");
        Element(html, "p", "rating", $"Rating: {Product.Rating}");
        html.Append("<div class=\"tabs\">");
        foreach (var kind in page.SubPages)
            Button(html, kind.ToString());
        html.Append("</div>");
        Clickable(html, "btn primary", PythonLetters.Lower(ShopPage.BuyNow), ShopPage.BuyNow);
        html.Append("</div></main>");
    }

    static void WriteSub(StringBuilder html, SubPage page)
    {
        WriteHead(html, page, 2);
        html.Append(CultureInfo.InvariantCulture, $"<main class=\"text {(page.Kind switch
        {
            SubPageKind.Description => "description",
            SubPageKind.Features => "features",
            SubPageKind.Reviews => "reviews",
            _ => "attributes",
        })}\">").Append(ShopPicture.Of(page.Product)).Append("<div class=\"words\">");
        if (page.Kind == SubPageKind.Description)
            Element(html, "p", "description", page.Product.Description);
        else if (page.Kind == SubPageKind.Features)
            WriteList(html, page.Product.Bullets);
        else if (page.Kind == SubPageKind.Attributes)
        {
            WriteList(html, page.Product.Attributes);
            Element(html, "p", "category", page.Product.Category);
            Element(html, "p", "query", page.Product.Query);
            Element(html, "p", "path", page.Product.ProductCategory);
        }

        html.Append("</div></main>");
    }

    // Each begins with a space, as in the original: an empty one is seen by it.
    static void WriteList(StringBuilder html, ImmutableArray<string> texts)
    {
        html.Append("<ul>");
        foreach (var text in texts)
            Element(html, "li", "bullet", $" {text}");
        html.Append("</ul>");
    }

    static void WriteDone(StringBuilder html, DonePage page)
    {
        html.Append("<main class=\"thanks\">").Append(ShopPicture.Gauge(page.Reward));
        Element(html, "h1", "brand", "Thank you for shopping with us!");
        html.Append("<p class=\"code\">");
        Element(html, "span", "label", "Your code: ");
        Element(html, "code", "value", None);
        Element(html, "small", "hint", " (Paste it in your MTurk interface.)");
        html.Append("</p>");
        Table(html, "Purchased", ("asin", page.Product.Asin), ("options", page.ChosenJson), ("attrs", None), ("category", None), ("query", None), ("product category", None));
        Table(html, "Target", ("asin", ""), ("options", ""), ("attrs", ""), ("price upper", ""), ("instuction text", ""), ("category", ""), ("product category", ""), ("query", ""), ("Goal ", None));
        Table(html, "Reward", ("Your score (min 0.0, max 1.0)", PythonPrinter.Print(page.Reward)), ("Reward Details ", None));
        html.Append("</main>");
    }

    static void Table(StringBuilder html, string title, params ReadOnlySpan<(string Name, string Value)> rows)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"{(title == "Reward" ? "score" : "details")}\">");
        Element(html, "h2", "heading", title);
        html.Append("<dl>");
        foreach (var (name, value) in rows)
        {
            Element(html, "dt", "name", name);
            Element(html, "dd", "value", value);
        }

        html.Append("</dl></section>");
    }

    static bool IsChosen(ImmutableArray<KeyValuePair<string, string>> chosen, string name, string value) =>
        chosen.Any(choice => string.Equals(choice.Key, name, StringComparison.Ordinal) && string.Equals(choice.Value, value, StringComparison.Ordinal));

    static void Button(StringBuilder html, string text) => Clickable(html, "btn", PythonLetters.Lower(text), text);

    static void Clickable(StringBuilder html, string style, string click, string text) =>
        html.Append(CultureInfo.InvariantCulture, $"<button class=\"{style}\" name=\"click\" value=\"{HtmlText.Escape(click)}\">{HtmlText.Escape(text)}</button>");

    static void Element(StringBuilder html, string name, string style, string text) =>
        html.Append(CultureInfo.InvariantCulture, $"<{name} class=\"{style}\">{HtmlText.Escape(text)}</{name}>");
}
