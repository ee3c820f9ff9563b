using System.Text;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>What an agent reads of a page.</summary>
public static class PageText
{
    const string Separator = " [SEP] ";

    /// <summary>The pieces of the page's text between separators (the original's mode <c>text</c>).</summary>
    public static string Plain(ShopPage page) => string.Join(Separator, PageNodes.Of(page).Select(node => PythonText.Strip(node.Text)));

    /// <summary>A line for each piece, with marks on what can be clicked and what was (the original's mode <c>text_rich</c>).</summary>
    public static string Rich(ShopPage page)
    {
        var text = new StringBuilder();
        foreach (var node in PageNodes.Of(page))
        {
            var isClicked = IsClicked(page, node);
            if (isClicked && node.Kind == PageNodeKind.Label)
                text.Insert(0, $"You have clicked {node.Text}.\n");
            text.Append(node.Kind switch
            {
                PageNodeKind.Button => Mark(node.Text, isClicked: false),
                PageNodeKind.Label => $"  {Mark(node.Text, isClicked)}",
                PageNodeKind.Link => $"\n{Mark(node.Text, isClicked)}",
                _ => node.Text,
            }).Append('\n');
        }

        return text.ToString();
    }

    static string Mark(string text, bool isClicked) => isClicked ? $"[clicked button] {text} [clicked button_]" : $"[button] {text} [button_]";

    // An option value counts as clicked where the address holds it in double quotes, wherever.
    static bool IsClicked(ShopPage page, PageNode node) => node.Kind switch
    {
        PageNodeKind.Label => page.Url.Contains($"\"{node.Text}\"", StringComparison.Ordinal),
        PageNodeKind.Link => page is ResultsPage results && results.Visited.Contains(node.Text),
        _ => false,
    };
}
