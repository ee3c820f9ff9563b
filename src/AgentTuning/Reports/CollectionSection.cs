using AgentTuning.Filtering;

namespace AgentTuning.Reports;

/// <summary>What was collected, what was dropped, and why.</summary>
static class CollectionSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Collections.IsEmpty && content.Filters.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "Collected, kept and dropped");
            if (!content.Collections.IsEmpty)
                Collections(html, content);
            foreach (var filter in content.Filters)
                Filter(html, filter);
        });
        html.Line();
    }

    static void Collections(HtmlWriter html, ReportContent content)
    {
        string[] headings = ["environment", "agent", "tasks", "episodes", "mean reward", "replies per episode"];
        DataTable.Write(html, headings, content.Collections.Select(collection => (string[])
        [
            collection.Environment,
            collection.Agent,
            Numbers.Count(collection.Tasks),
            Numbers.Count(collection.Episodes),
            collection.MeanReward is { } reward ? Numbers.Text(reward, "0.000") : "–",
            Numbers.Text(collection.MeanReplies, "0.00"),
        ]), textColumns: 2);
        html.Element("h3", "Endings while collecting");
        EndingSection.Bars(html, content.Collections.Select(collection => ($"{collection.Environment}, {collection.Agent}", collection.Endings)));
    }

    static void Filter(HtmlWriter html, FilterReport filter)
    {
        html.Element("h3", $"Filtered from {filter.Input}");
        html.Element(
            "p",
            filter.Read == 0
                ? "There was nothing to filter."
                : $"{Numbers.Count(filter.Kept)} of {Numbers.Count(filter.Read)} trajectories kept ({Numbers.Percent((double)filter.Kept / filter.Read)}), {Numbers.Count(filter.Dropped)} dropped.");
        var drops = filter.Drops.OrderByDescending(drop => drop.Count).ThenBy(drop => drop.Reason, StringComparer.Ordinal).ToArray();
        if (drops.Length > 0)
            CountBars.Write(html, [("kept", filter.Kept, "good"), .. drops.Select(drop => ($"{drop.Reason} ({drop.Filter})", drop.Count, "bad"))]);
        if (filter.Environments.Length > 1)
            Environments(html, filter);
    }

    static void Environments(HtmlWriter html, FilterReport filter)
    {
        string[] headings = ["environment", "read", "kept", "share", "replies when kept"];
        DataTable.Write(html, headings, filter.Environments.Select(counts => (string[])
        [
            counts.Environment,
            Numbers.Count(counts.Read),
            Numbers.Count(counts.Kept),
            Numbers.Percent(counts.KeptShare),
            counts.AverageReplies is { } replies ? Numbers.Text(replies, "0.00") : "–",
        ]), textColumns: 1);
    }
}
