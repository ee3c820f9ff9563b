using System.Text.Json;
using AgentTuning.Environments.WebShop.Goals;

namespace AgentTuning.Environments.WebShop.Html;

/// <summary>A session of the web site: addresses that are not those of the open page are walked to again, so that a browser's buttons and links work.</summary>
/// <param name="shop">The shop.</param>
/// <param name="goal">What shall be bought.</param>
/// <param name="id">Stands in addresses.</param>
public sealed class SiteSession(Shop shop, Goal goal, string id)
{
    const int MostPages = 1000;
    const int PartsOfRoot = 3; // http:, nothing, the machine

    static readonly string[] Subs = ["description", "features", "reviews", "attributes"];

    readonly Lock _gate = new();
    ShopSession _session = new(shop, goal, new ShopSessionOptions { Id = id });

    /// <summary>The path of the page that is open, escaped.</summary>
    public string Path
    {
        get
        {
            lock (_gate)
                return PathOf(_session.Page.Url);
        }
    }

    /// <summary>Does what was clicked or searched for, and says where that leads.</summary>
    public string Act(string? search, string? click)
    {
        lock (_gate)
        {
            _session.Step(click is not null ? $"click[{click}]" : $"search[{search}]");
            return PathOf(_session.Page.Url);
        }
    }

    /// <summary>The page of a path as HTML; null where there is no such page.</summary>
    /// <param name="parts">The path's parts, unescaped.</param>
    public string? Open(IReadOnlyList<string> parts)
    {
        lock (_gate)
        {
            if (!IsOpen(parts) && !Walk(parts))
                return null;
            return PageHtml.Write(_session.Page);
        }
    }

    bool IsOpen(IReadOnlyList<string> parts) => Parts(_session.Page.Url).SequenceEqual(parts, StringComparer.Ordinal);

    bool Walk(IReadOnlyList<string> parts)
    {
        var session = new ShopSession(shop, goal, new ShopSessionOptions { Id = id });
        var isReached = parts switch
        {
            [_] => true,
            ["search_results", _, var words, var page] => Results(session, words, page),
            ["item_page", _, var asin, var words, var page, var chosen] => Results(session, words, page) && Click(session, asin) && Choose(session, chosen),
            ["item_sub_page", _, var asin, var words, var page, var sub, _] => Subs.Contains(sub.ToLowerInvariant()) && Results(session, words, page) && Click(session, asin) && Click(session, sub),
            _ => false,
        };
        if (isReached)
            _session = session;
        return isReached;
    }

    static bool Results(ShopSession session, string words, string page)
    {
        if (!int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostPages || !session.Step($"search[{words.Replace('+', ' ')}]").IsAccepted)
            return false;
        for (var at = 1; at < number; at++)
            session.Step("click[next >]");
        return true;
    }

    static bool Choose(ShopSession session, string chosen)
    {
        try
        {
            using var json = JsonDocument.Parse(chosen);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.EnumerateObject().All(choice => choice.Value.ValueKind == JsonValueKind.String && Click(session, choice.Value.GetString()!));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool Click(ShopSession session, string text) => session.Step($"click[{text}]").IsAccepted;

    // Parts of the original's addresses may hold slashes of their own; splitting all of them alike compares well.
    static string[] Parts(string url) => url.Split('/')[PartsOfRoot..];

    static string PathOf(string url) => $"/{string.Join('/', Parts(url).Select(Uri.EscapeDataString))}";
}
