using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Database.Python;
using AgentTuning.Environments.WebShop.Pages;

namespace AgentTuning.Environments.WebShop;

/// <summary>The addresses of the original's simulated browser. They are state: what <c>&lt; prev</c> does depends on them.</summary>
static class PageAddress
{
    const string Root = "http://127.0.0.1:3000";
    const string ResultsName = "search_results";
    const string ItemName = "item_page";
    const string SubName = "item_sub_page";
    const string DoneName = "done";

    public static string Start(string session) => $"{Root}/{session}";

    public static string Results(string session, ImmutableArray<string> keywords, int number) =>
        $"{Root}/{ResultsName}/{session}/{string.Join('+', keywords)}/{Number(number)}";

    public static string Item(ItemAddress item) => $"{Root}/{ItemName}/{item.Session}/{item.Asin}/{string.Join('+', item.Keywords)}/{Number(item.Number)}/{Json(item.Chosen)}";

    public static string Sub(ItemAddress item, SubPageKind kind) =>
        $"{Root}/{SubName}/{item.Session}/{item.Asin}/{string.Join('+', item.Keywords)}/{Number(item.Number)}/{kind}/{Python(item.Chosen)}";

    public static string Done(string session, string asin, ImmutableArray<KeyValuePair<string, string>> chosen) => $"{Root}/{DoneName}/{session}/{asin}/{Python(chosen)}";

    /// <summary>The kind of page that the original takes an address for: the first of the names that it contains anywhere, keywords included.</summary>
    public static PageKind KindOf(string address)
    {
        foreach (var (name, kind) in new[] { (ResultsName, PageKind.Results), (ItemName, PageKind.Item), (SubName, PageKind.Sub), (DoneName, PageKind.Done) })
            if (address.Contains(name, StringComparison.Ordinal))
                return kind;
        return PageKind.Start;
    }

    /// <summary>Choices as Python's <c>json.dumps</c> writes them: ASCII only.</summary>
    public static string Json(IEnumerable<KeyValuePair<string, string>> chosen)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in chosen)
        {
            if (json.Length > 1)
                json.Append(", ");
            AppendQuoted(json, name);
            json.Append(": ");
            AppendQuoted(json, value);
        }

        return json.Append('}').ToString();
    }

    /// <summary>Choices as Python prints a dictionary.</summary>
    static string Python(ImmutableArray<KeyValuePair<string, string>> chosen) =>
        $"{{{string.Join(", ", chosen.Select(choice => $"{PythonPrinter.Print(choice.Key)}: {PythonPrinter.Print(choice.Value)}"))}}}";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static void AppendQuoted(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var unit in text)
            _ = unit switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                >= ' ' and <= '~' => json.Append(unit),
                _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        json.Append('"');
    }
}
