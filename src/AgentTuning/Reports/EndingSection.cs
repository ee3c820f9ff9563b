using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Files;

namespace AgentTuning.Reports;

/// <summary>How episodes ended, by model.</summary>
static class EndingSection
{
    static readonly ImmutableArray<string> Known = [.. WireNames.All<EpisodeEnding>()];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Endings.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "How the episodes ended");
            foreach (var environment in content.Endings.GroupBy(counts => counts.Environment, StringComparer.Ordinal))
            {
                html.Element("h3", environment.Key);
                Bars(html, environment.Select(counts => (counts.Model, counts.Counts)));
            }
        });
        html.Line();
    }

    /// <summary>Draws one bar of endings per name.</summary>
    public static void Bars(HtmlWriter html, IEnumerable<(string Name, ImmutableSortedDictionary<string, int> Counts)> bars)
    {
        var lines = bars.ToArray();
        string[] endings =
        [
            .. Known.Where(ending => lines.Any(line => line.Counts.GetValueOrDefault(ending) > 0)),
            .. lines.SelectMany(line => line.Counts.Keys).Except(Known).Order(StringComparer.Ordinal),
        ];
        StackedBars.Write(
            html,
            [.. endings.Select(Name)],
            [.. lines.Select(line => (line.Name, (IReadOnlyList<int>)[.. endings.Select(ending => line.Counts.GetValueOrDefault(ending))]))],
            part => $"e{(Known.IndexOf(endings[part]) is var place and >= 0 ? place : Known.Length - 1)}");
    }

    /// <summary>An ending in words.</summary>
    public static string Name(string ending) => ending.Replace('-', ' ');
}
