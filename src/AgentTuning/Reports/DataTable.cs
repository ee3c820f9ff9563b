namespace AgentTuning.Reports;

/// <summary>A plain table: some columns of text, then numbers.</summary>
static class DataTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<string> headings, IEnumerable<string[]> rows, int textColumns) =>
        html.Element("div", () => html.Element("table", () =>
        {
            html.Element("thead", () => html.Element("tr", () =>
            {
                foreach (var (i, heading) in headings.Index())
                    html.Element("th", heading, ("class", i < textColumns ? null : "number"));
            }));
            html.Element("tbody", () =>
            {
                foreach (var row in rows)
                {
                    html.Element("tr", () =>
                    {
                        foreach (var (i, cell) in row.Index())
                            html.Element("td", cell, ("class", i < textColumns ? null : "number"));
                    });
                }
            });
        }), ("class", "wide"));
}
