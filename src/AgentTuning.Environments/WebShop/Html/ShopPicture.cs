using System.Globalization;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Html;

/// <summary>Pictures drawn from what a product is: the same product, the same picture. They hold no text.</summary>
static class ShopPicture
{
    /// <summary>The sign of the shop.</summary>
    public const string Bag = """<svg class="sign" viewBox="0 0 64 64" aria-hidden="true"><path d="M14 22h36l4 34H10z" fill="#1f6f5c"/><path d="M23 26v-8a9 9 0 0 1 18 0v8" fill="none" stroke="#f2a541" stroke-width="4" stroke-linecap="round"/></svg>""";

    const string Tail = "</svg>";

    /// <summary>The picture of a product.</summary>
    public static string Of(Product product)
    {
        var hash = StableHash.Mix(StableHash.Of32(product.Asin));
        var (hue, turn) = (hash % 360, hash / 360 % 5);
        var dark = string.Create(CultureInfo.InvariantCulture, $"hsl({hue} 45% 38%)");
        var light = string.Create(CultureInfo.InvariantCulture, $"hsl({(hue + 35) % 360} 60% 68%)");
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"picture\" viewBox=\"0 0 200 200\" aria-hidden=\"true\"><rect width=\"200\" height=\"200\" fill=\"hsl({hue} 40% 94%)\"/><circle cx=\"{50 + (turn * 25)}\" cy=\"{60 + (turn * 12)}\" r=\"74\" fill=\"hsl({hue} 45% 88%)\"/><ellipse cx=\"100\" cy=\"172\" rx=\"58\" ry=\"8\" fill=\"hsl({hue} 25% 78%)\"/>{Shape(product.Category, dark, light)}{Tail}");
    }

    /// <summary>A ring that is filled as far as the reward goes.</summary>
    public static string Gauge(double reward)
    {
        const double Around = 2 * Math.PI * 52;
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"gauge\" viewBox=\"0 0 120 120\" aria-hidden=\"true\"><circle cx=\"60\" cy=\"60\" r=\"52\" fill=\"none\" stroke=\"#e4e8e2\" stroke-width=\"12\"/><circle cx=\"60\" cy=\"60\" r=\"52\" fill=\"none\" stroke=\"{(reward >= 1 ? "#1f6f5c" : "#f2a541")}\" stroke-width=\"12\" stroke-dasharray=\"{Around * reward:0.##} {Around:0.##}\" transform=\"rotate(-90 60 60)\"/><path d=\"M40 61l14 14 27-29\" fill=\"none\" stroke=\"{(reward >= 1 ? "#1f6f5c" : "#c9cfc6")}\" stroke-width=\"9\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>{Tail}");
    }

    static string Shape(string department, string dark, string light) => department switch
    {
        "beauty" => $"""<rect x="72" y="74" width="56" height="98" rx="14" fill="{dark}"/><rect x="84" y="52" width="32" height="22" rx="4" fill="{light}"/><rect x="80" y="104" width="40" height="36" rx="5" fill="{light}"/><path d="M92 38h28v8H92z" fill="{dark}"/>""",
        "electronics" => $"""<rect x="44" y="56" width="112" height="78" rx="9" fill="{dark}"/><rect x="52" y="64" width="96" height="62" rx="4" fill="{light}"/><path d="M92 134h16v20H92z" fill="{dark}"/><rect x="70" y="152" width="60" height="10" rx="5" fill="{dark}"/>""",
        "garden" => $"""<path d="M68 44h64l22 52H46z" fill="{light}"/><path d="M97 96h6v66h-6z" fill="{dark}"/><rect x="66" y="160" width="68" height="10" rx="5" fill="{dark}"/><circle cx="100" cy="103" r="10" fill="{dark}"/>""",
        "fashion" => $"""<path d="M74 44l-36 24 14 28 14-8v84h68V88l14 8 14-28-36-24c-8 14-44 14-52 0z" fill="{dark}"/><path d="M74 44c8 14 44 14 52 0l-8-4c-8 9-28 9-36 0z" fill="{light}"/><rect x="66" y="118" width="68" height="14" fill="{light}"/>""",
        "grocery" => $"""<path d="M66 62h68l8 110H58z" fill="{dark}"/><path d="M66 62l6-16h56l6 16z" fill="{light}"/><circle cx="100" cy="116" r="26" fill="{light}"/><path d="M100 98c14 10 14 26 0 36-14-10-14-26 0-36z" fill="{dark}"/>""",
        _ => $"""<path d="M48 84l52-26 52 26v62l-52 26-52-26z" fill="{dark}"/><path d="M48 84l52 26 52-26-52-26z" fill="{light}"/>""",
    };
}
