namespace AgentTuning.Reports;

/// <summary>Bars whose parts add up to the whole, one below the other, with a legend.</summary>
static class StackedBars
{
    /// <summary>Draws the bars. Parts keep their colour from bar to bar by their place in <paramref name="parts"/>.</summary>
    /// <param name="html">The page.</param>
    /// <param name="parts">The names of the parts.</param>
    /// <param name="bars">The name of each bar and the count of each part.</param>
    /// <param name="styles">The colour class of each part; null takes them in order.</param>
    public static void Write(
        HtmlWriter html, IReadOnlyList<string> parts, IReadOnlyList<(string Name, IReadOnlyList<int> Counts)> bars, Func<int, string>? styles = null)
    {
        styles ??= part => $"s{part % Palette.Size}";
        html.Element("ul", () =>
        {
            foreach (var (i, part) in parts.Index())
            {
                html.Element("li", () =>
                {
                    html.Element("span", "", ("class", $"swatch {styles(i)}"));
                    html.Text(part);
                });
            }
        }, ("class", "legend"));
        html.Element("div", () =>
        {
            foreach (var (name, counts) in bars)
            {
                html.Element("div", name, ("class", "bar-name"));
                html.Element("div", () => Bar(html, parts, counts, styles), ("class", "bar"));
                html.Element("div", Numbers.Count(counts.Sum()), ("class", "bar-total"));
            }
        }, ("class", "bars"));
    }

    static void Bar(HtmlWriter html, IReadOnlyList<string> parts, IReadOnlyList<int> counts, Func<int, string> styles)
    {
        var total = counts.Sum();
        foreach (var (i, count) in counts.Index())
        {
            if (count == 0)
                continue;
            var share = (double)count / total;
            html.Element(
                "span",
                share >= 0.07 ? Numbers.Percent(share) : "",
                ("class", styles(i)),
                ("style", $"width:{Numbers.Text(share * 100, "0.###")}%"),
                ("title", $"{parts[i]}: {Numbers.Count(count)} of {Numbers.Count(total)}"));
        }
    }
}
