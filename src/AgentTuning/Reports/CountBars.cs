namespace AgentTuning.Reports;

/// <summary>Bars as long as their counts, one below the other.</summary>
static class CountBars
{
    /// <summary>Draws the bars; the longest fills the width.</summary>
    /// <param name="html">The page.</param>
    /// <param name="bars">Name, count and colour class.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<(string Name, int Count, string Style)> bars)
    {
        var most = Math.Max(1, bars.Max(bar => bar.Count));
        html.Element("div", () =>
        {
            foreach (var (name, count, style) in bars)
            {
                html.Element("div", name, ("class", "bar-name"));
                html.Element("div", () => html.Element("span", "", ("class", style), ("style", $"width:{Numbers.Text(100.0 * count / most, "0.###")}%")), ("class", "bar count"));
                html.Element("div", Numbers.Count(count), ("class", "bar-total"));
            }
        }, ("class", "bars"));
    }
}
