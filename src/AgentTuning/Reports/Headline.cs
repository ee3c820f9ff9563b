using AgentTuning.Environments;

namespace AgentTuning.Reports;

/// <summary>The finding in one sentence.</summary>
static class Headline
{
    /// <summary>Composed from scores, or else from counts.</summary>
    public static string Of(ReportContent content)
    {
        var agent = content.Scores.FirstOrDefault(table => table.Kind != EnvironmentKind.General);
        var general = content.Scores.FirstOrDefault(table => table.Kind == EnvironmentKind.General);
        var sentences = new[] { Finding(agent, content), Finding(general, content) }.OfType<string>().ToArray();
        return sentences.Length > 0 ? string.Join(" ", sentences) : Counted(content);
    }

    static string? Finding(ScoreSheet? table, ReportContent content)
    {
        if (table is null)
            return null;
        var measured = table.Overall.Scores.Index().Where(pair => pair.Item is not null).ToArray();
        return measured switch
        {
            [] => null,
            [var (model, score)] => $"{content.Models[model]} scores {Numbers.Percent(score!.Value)} on {table.Environment} ({Span(score)}, n = {Numbers.Count(score.Count)}).",
            [var (_, before), .., var (_, after)] =>
                $"The score on {table.Environment} went from {Numbers.Percent(before!.Value)} to {Numbers.Percent(after!.Value)} "
                + $"({Numbers.Difference(after.Value - before.Value)} points, n = {Numbers.Count(after.Count)}).",
        };
    }

    static string Span(Score score) => $"95 % interval {Numbers.Points(score.Low)} to {Numbers.Points(score.High)}";

    static string Counted(ReportContent content)
    {
        if (!content.Filters.IsEmpty)
            return $"{Numbers.Count(content.Filters.Sum(filter => filter.Kept))} of {Numbers.Count(content.Filters.Sum(filter => filter.Read))} trajectories were kept; nothing has been measured yet.";
        if (!content.Collections.IsEmpty)
            return $"{Numbers.Count(content.Collections.Sum(collection => collection.Episodes), "episode")} were collected; nothing has been measured yet.";
        return "Nothing has been measured yet.";
    }
}
