using AgentTuning.Datasets;

namespace AgentTuning.Reports;

/// <summary>What the training data was mixed of.</summary>
static class MixtureSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Mixtures.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "Mixture");
            foreach (var mixture in content.Mixtures)
                Mixture(html, mixture);
        });
        html.Line();
    }

    static void Mixture(HtmlWriter html, MixtureReport mixture)
    {
        html.Element(
            "p",
            $"{Numbers.Count(mixture.Examples, "example")} with {Numbers.Count(mixture.SupervisedTurns, "supervised turn")}, drawn with seed {mixture.Seed}. "
            + $"Agent share η: {Numbers.Text(mixture.AgentShare, "0.###")} asked for, {Numbers.Text(mixture.RealisedAgentShare, "0.000")} realised.");
        if (mixture.Examples > 0)
            StackedBars.Write(html, [.. mixture.Sources.Select(Name)], [("examples drawn", [.. mixture.Sources.Select(source => source.Drawn)])], part => $"s{(part + 2) % Palette.Size}");
        string[] headings = ["source", "kind", "read", "usable", "drawn", "different", "supervised turns"];
        DataTable.Write(html, headings, mixture.Sources.Select(source => (string[])
        [
            Name(source),
            source.IsAgent ? "agent" : "general",
            Numbers.Count(source.Read),
            Numbers.Count(source.Usable),
            Numbers.Count(source.Drawn),
            Numbers.Count(source.Distinct),
            Numbers.Count(source.SupervisedTurns),
        ]), textColumns: 2);
        var drops = mixture.Sources
            .SelectMany(source => source.Dropped.Select(drop => ($"{drop.Key} ({source.Name})", drop.Value, "bad")))
            .OrderByDescending(drop => drop.Value)
            .ToArray();
        if (drops.Length == 0)
            return;
        html.Element("p", "Conversations that could not be used, by reason:");
        CountBars.Write(html, drops);
    }

    static string Name(MixtureSourceReport source) =>
        source.Origin == source.Name ? source.Name : $"{source.Name} ({source.Origin})";
}
