using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Reports;

/// <summary>How each stage was run: command, time, options, versions.</summary>
static class StageSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Stages.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "How it was made");
            DataTable.Write(html, ["stage", "state", "seed", "started (UTC)", "took"], content.Stages.Select(stage => (string[])
            [
                stage.Name,
                stage.Status,
                stage.Options.GetValueOrDefault("seed") ?? "–",
                stage.StartedAt is { } start ? start.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "–",
                stage.Duration is { } duration ? Numbers.Duration(duration) : "–",
            ]), textColumns: 2);
            if (content.Stages.All(stage => stage.Duration is not null))
                html.Element("p", $"Together {Numbers.Duration(TimeSpan.FromTicks(content.Stages.Sum(stage => stage.Duration!.Value.Ticks)))}.", ("class", "remark"));
            html.Element("h3", "Commands");
            html.Element("pre", string.Join('\n', content.Stages.Select(stage => stage.CommandLine)), ("class", "commands"));
            html.Element("h3", "Options and versions");
            foreach (var stage in content.Stages)
                Details(html, stage);
        });
        html.Line();
    }

    static void Details(HtmlWriter html, ReportStage stage) => html.Element("details", () =>
    {
        html.Element("summary", stage.Name);
        List(html, "Options", stage.Options);
        List(html, "Versions", stage.Versions);
    });

    static void List(HtmlWriter html, string title, ImmutableSortedDictionary<string, string> values)
    {
        if (values.IsEmpty)
            return;
        html.Element("h4", title);
        html.Element("dl", () =>
        {
            foreach (var (name, value) in values)
            {
                html.Element("dt", name);
                html.Element("dd", value);
            }
        });
    }
}
