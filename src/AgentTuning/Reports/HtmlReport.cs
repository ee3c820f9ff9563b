using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>Writes a report as one HTML page that needs nothing else: no script, no font, no picture, no network.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page. The same content gives the same bytes.</summary>
    public static void Write(ReportContent content, TextWriter output)
    {
        using (var html = new HtmlWriter(output))
        {
            html.Element("html", () =>
            {
                Head(html, content.Title);
                html.Line();
                html.Element("body", () => html.Element("main", () => Body(html, content)));
            }, ("lang", "en"));
        }
        output.Write('\n');
    }

    static void Head(HtmlWriter html, string title) => html.Element("head", () =>
    {
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", title);
        html.Element("style", Stylesheet());
    });

    static void Body(HtmlWriter html, ReportContent content)
    {
        html.Element("header", () =>
        {
            html.Element("h1", content.Title);
            html.Element("p", content.Headline ?? Headline.Of(content), ("class", "headline"));
            ModelLegend(html, content.Models);
        });
        ScoreSection.Write(html, content);
        EndingSection.Write(html, content);
        ExampleSection.Write(html, content);
        CollectionSection.Write(html, content);
        MixtureSection.Write(html, content);
        LossSection.Write(html, content);
        StageSection.Write(html, content);
        Absences(html, content);
    }

    static void ModelLegend(HtmlWriter html, ImmutableArray<string> models)
    {
        if (models.IsEmpty)
            return;
        html.Element("ul", () =>
        {
            foreach (var (i, model) in models.Index())
            {
                html.Element("li", () =>
                {
                    html.Element("span", "", ("class", $"swatch s{i % Palette.Size}"));
                    html.Text(model);
                });
            }
        }, ("class", "legend"));
    }

    static void Absences(HtmlWriter html, ReportContent content)
    {
        var absent = new List<string>();
        Note(content.Scores.IsEmpty, "scores");
        Note(content.Examples.IsEmpty, "trajectories to read");
        Note(content.Collections.IsEmpty, "collection");
        Note(content.Filters.IsEmpty, "filtering");
        Note(content.Mixtures.IsEmpty, "mixture");
        Note(content.LossCurves.IsEmpty, "training");
        Note(content.Stages.IsEmpty, "commands and options");
        if (absent.Count > 0)
            html.Element("p", $"Not in the run folder, hence not in this report: {string.Join(", ", absent)}.", ("class", "absent"));

        void Note(bool isAbsent, string part)
        {
            if (isAbsent)
                absent.Add(part);
        }
    }

    static string Stylesheet()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("AgentTuning.Reports.Report.css")
            ?? throw new InvalidOperationException("The resource AgentTuning.Reports.Report.css is not embedded; the project file must include Reports/Report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
